#ifndef WEIR_CCOMMIT_H
#define WEIR_CCOMMIT_H

/* Package.swift defines WEIR_COMMIT where the environment does, which `make` sees to; null where nobody did. */
static inline const char *weir_commit(void) {
#ifdef WEIR_COMMIT
    return WEIR_COMMIT;
#else
    return 0;
#endif
}

#endif
