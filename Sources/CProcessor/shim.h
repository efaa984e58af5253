#ifndef WEIR_CPROCESSOR_SHIM_H
#define WEIR_CPROCESSOR_SHIM_H

/* Asks the processor for memory that is to be written soon; a hint, for which Swift has no word. */
static inline void weir_prefetch(const void *address) { __builtin_prefetch(address, 1); }

#endif
