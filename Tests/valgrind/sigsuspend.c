/* Valgrind 3.19 writes into the mask that sigsuspend is given. libdispatch's is a constant, so that Valgrind itself ends with a
   segmentation fault in every program of Swift whose `main` is async. Preloaded, this hands on a copy. */

#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask)
{
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
