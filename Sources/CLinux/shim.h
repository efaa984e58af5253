#ifndef WEIR_CLINUX_SHIM_H
#define WEIR_CLINUX_SHIM_H

/* glibc declares renameat2 only under _GNU_SOURCE, which Swift's Glibc module is built without. */
extern int renameat2(int old_directory, const char *old_path, int new_directory, const char *new_path, unsigned int flags);

/* RENAME_EXCHANGE of linux/fs.h: the two names swap what they name, in one step. */
#define WEIR_RENAME_EXCHANGE 2u
/* RENAME_NOREPLACE: fails where the new name is taken. */
#define WEIR_RENAME_NOREPLACE 1u

/* Likewise memfd_create. */
extern int memfd_create(const char *name, unsigned int flags);
#define WEIR_MFD_CLOEXEC 1u

/* The environment to hand to a child; Swift 6 refuses the global variable itself. */
static inline char **weir_environment(void) {
    extern char **environ;
    return environ;
}

/* gnu/libc-version.h is not part of Swift's Glibc module. */
extern const char *gnu_get_libc_version(void);

/* Nor malloc.h: the most heaps that malloc makes for threads. */
extern int mallopt(int parameter, int value);
#define WEIR_M_ARENA_MAX (-8)

#endif
