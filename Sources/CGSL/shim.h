#ifndef WEIR_CGSL_SHIM_H
#define WEIR_CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_version.h>

/* Swift 6 takes GSL's global constants for shared mutable state; these hand them over by value. */
static inline const gsl_odeiv2_step_type *weir_step_rkf45(void) { return gsl_odeiv2_step_rkf45; }
static inline const gsl_odeiv2_step_type *weir_step_rkck(void) { return gsl_odeiv2_step_rkck; }
static inline const gsl_odeiv2_step_type *weir_step_rk8pd(void) { return gsl_odeiv2_step_rk8pd; }
static inline const gsl_root_fsolver_type *weir_root_brent(void) { return gsl_root_fsolver_brent; }
static inline const char *weir_gsl_version(void) { return gsl_version; }

#endif
