/* Lets the n-th call of a program to the file system fail, or a signal arrive there.
 *
 * Loaded with LD_PRELOAD; libxlsxwriter's calls count as well. The environment says what happens:
 *   FAULT_AT    the number of the call, from 1
 *   FAULT       an errno, as a number: that call fails with it
 *               "full": from that call on, whatever needs room on the disk fails with ENOSPC
 *               "short": that call, if it writes, takes a byte only
 *               "signal:N": the signal N is raised before that call
 *               "meddle:PATH": before that call somebody else writes a line to the end of that file, if its folder is there
 *   FAULT_MARK  a file that is made when it has happened; nothing happens while it is there
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum need { ANY, ROOM, WRITE };

static atomic_int calls;
static int at, code, full, shorten, raised;
static char mark[4096], meddled[4096];

__attribute__((constructor)) static void begin(void) {
    const char *fault = getenv("FAULT"), *number = getenv("FAULT_AT"), *path = getenv("FAULT_MARK");
    /* Programs that this one starts run undisturbed. */
    unsetenv("LD_PRELOAD");
    if (!fault || !number || !path || strlen(path) >= sizeof mark || syscall(SYS_access, path, F_OK) == 0) return;
    strcpy(mark, path);
    full = strcmp(fault, "full") == 0;
    shorten = strcmp(fault, "short") == 0;
    if (strncmp(fault, "signal:", 7) == 0) raised = atoi(fault + 7);
    else if (strncmp(fault, "meddle:", 7) == 0 && strlen(fault + 7) < sizeof meddled) strcpy(meddled, fault + 7);
    else if (full) code = ENOSPC;
    else code = atoi(fault);
    at = atoi(number);
}

/* Whether the call that is about to be made is to fail, with errno set; or, where `SHORT` is returned, to be cut short. */
enum { GO, FAIL, SHORT };
static int fate(enum need need) {
    int saved = errno;
    if (!at || (shorten && need != WRITE)) return GO;
    int number = atomic_fetch_add(&calls, 1) + 1;
    if (full ? number < at || need == ANY : number != at) return GO;
    int made = syscall(SYS_open, mark, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    if (*meddled) {
        int file = syscall(SYS_open, meddled, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0644);
        /* The mark says whether it could be written. */
        if (file >= 0 && (syscall(SYS_write, file, "precious\n", 9) != 9 || syscall(SYS_write, made, "1", 1) != 1)) abort();
        if (file >= 0) syscall(SYS_close, file);
    }
    if (made >= 0) syscall(SYS_close, made);
    errno = saved;
    if (raised) {
        /* To the process, as its threads may block it; then there is nothing to do but wait for it. */
        kill(getpid(), raised);
        sleep(5);
        return GO;
    }
    if (*meddled) return GO;
    if (shorten) return SHORT;
    errno = code;
    return FAIL;
}

/* Swift's runtime looks at its threads in /proc, and takes a failure there for the end of the world: such files never fail. */
static _Atomic char is_of_kernel[1024];
static int opened(const char *path, int file) {
    if (file >= 0 && file < (int)sizeof is_of_kernel) is_of_kernel[file] = strncmp(path, "/proc/", 6) == 0;
    return file;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(result, name, need, failed, parameters, arguments) \
    result name parameters { return fate(need) == FAIL ? (failed) : REAL(name) arguments; }

#define WRAP_OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (strncmp(path, "/proc/", 6) != 0 && fate(flags & O_CREAT ? ROOM : ANY) == FAIL) return -1; \
        return opened(path, REAL(name)(path, flags, mode)); \
    }
WRAP_OPEN(open)
WRAP_OPEN(open64)

int openat(int folder, const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fate(flags & O_CREAT ? ROOM : ANY) == FAIL ? -1 : opened(path, REAL(openat)(folder, path, flags, mode));
}

ssize_t write(int file, const void *bytes, size_t count) {
    /* Standard output and error are no files of the full disk. */
    switch (fate(full && file <= STDERR_FILENO ? ANY : WRITE)) {
    case FAIL: return -1;
    case SHORT: return REAL(write)(file, bytes, count ? 1 : 0);
    default: return REAL(write)(file, bytes, count);
    }
}

ssize_t read(int file, void *bytes, size_t count) {
    if (file >= 0 && file < (int)sizeof is_of_kernel && is_of_kernel[file]) return REAL(read)(file, bytes, count);
    switch (fate(shorten ? WRITE : ANY)) {
    case FAIL: return -1;
    case SHORT: return REAL(read)(file, bytes, count ? 1 : 0);
    default: return REAL(read)(file, bytes, count);
    }
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
    switch (fate(shorten ? WRITE : ANY)) {
    case FAIL: return -1;
    case SHORT: return REAL(pread)(file, bytes, count ? 1 : 0, offset);
    default: return REAL(pread)(file, bytes, count, offset);
    }
}

/* A stream's bytes may go out whenever; that they can't shows at each of these. */
WRAP(FILE *, fopen, *mode == 'r' ? ANY : ROOM, NULL, (const char *path, const char *mode), (path, mode))
WRAP(FILE *, fopen64, *mode == 'r' ? ANY : ROOM, NULL, (const char *path, const char *mode), (path, mode))
WRAP(FILE *, fdopen, ANY, NULL, (int file, const char *mode), (file, mode))
WRAP(FILE *, tmpfile, ROOM, NULL, (void), ())
size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
    /* libxlsxwriter doesn't look at the result of each; that the disk is full it learns elsewhere. */
    return full && fate(ROOM) == FAIL ? 0 : REAL(fwrite)(bytes, size, count, file);
}
WRAP(int, fflush, ROOM, EOF, (FILE *file), (file))
int fclose(FILE *file) {
    int failed = fate(ROOM) == FAIL, reason = errno;
    int result = REAL(fclose)(file);
    if (failed) errno = reason;
    return failed ? EOF : result;
}

WRAP(int, fsync, ROOM, -1, (int file), (file))
WRAP(int, ftruncate, ROOM, -1, (int file, off_t length), (file, length))
WRAP(int, posix_fallocate, ROOM, errno, (int file, off_t offset, off_t length), (file, offset, length))
WRAP(off_t, lseek, ANY, -1, (int file, off_t offset, int whence), (file, offset, whence))
WRAP(int, flock, ANY, -1, (int file, int operation), (file, operation))
WRAP(int, rename, ANY, -1, (const char *old, const char *new), (old, new))
WRAP(int, renameat2, ANY, -1, (int from, const char *old, int to, const char *new, unsigned flags), (from, old, to, new, flags))
WRAP(int, link, ROOM, -1, (const char *old, const char *new), (old, new))
WRAP(int, unlink, ANY, -1, (const char *path), (path))
WRAP(int, rmdir, ANY, -1, (const char *path), (path))
WRAP(int, mkdir, ROOM, -1, (const char *path, mode_t mode), (path, mode))
WRAP(char *, mkdtemp, ROOM, NULL, (char *template), (template))
WRAP(int, mkostemp, ROOM, -1, (char *template, int flags), (template, flags))
WRAP(int, chmod, ANY, -1, (const char *path, mode_t mode), (path, mode))
WRAP(int, fchmod, ANY, -1, (int file, mode_t mode), (file, mode))
WRAP(DIR *, opendir, ANY, NULL, (const char *path), (path))
WRAP(struct dirent *, readdir, ANY, NULL, (DIR *folder), (folder))
WRAP(int, access, ANY, -1, (const char *path, int mode), (path, mode))
WRAP(int, stat, ANY, -1, (const char *path, struct stat *status), (path, status))
WRAP(int, lstat, ANY, -1, (const char *path, struct stat *status), (path, status))
WRAP(int, fstat, ANY, -1, (int file, struct stat *status), (file, status))
WRAP(char *, realpath, ANY, NULL, (const char *path, char *resolved), (path, resolved))
WRAP(int, memfd_create, ANY, -1, (const char *name, unsigned flags), (name, flags))
WRAP(int, posix_spawnp, ANY, errno,
     (pid_t *child, const char *file, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
      char *const words[], char *const environment[]),
     (child, file, actions, attributes, words, environment))
