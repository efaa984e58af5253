#ifndef WEIR_CGSL_SHIM_H
#define WEIR_CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_version.h>

/* Swift 6 takes GSL's global constants for shared mutable state; these hand them over by value. */
static inline const gsl_odeiv2_step_type *weir_step_rkf45(void) { return gsl_odeiv2_step_rkf45; }
static inline const gsl_odeiv2_step_type *weir_step_rkck(void) { return gsl_odeiv2_step_rkck; }
static inline const gsl_odeiv2_step_type *weir_step_rk8pd(void) { return gsl_odeiv2_step_rk8pd; }
static inline const gsl_root_fsolver_type *weir_root_brent(void) { return gsl_root_fsolver_brent; }
static inline const gsl_multifit_nlinear_type *weir_trust_region(void) { return gsl_multifit_nlinear_trust; }
static inline const gsl_multifit_nlinear_trs *weir_trs_lm(void) { return gsl_multifit_nlinear_trs_lm; }
static inline const gsl_multifit_nlinear_trs *weir_trs_lmaccel(void) { return gsl_multifit_nlinear_trs_lmaccel; }
static inline const gsl_multifit_nlinear_trs *weir_trs_dogleg(void) { return gsl_multifit_nlinear_trs_dogleg; }
static inline const gsl_multifit_nlinear_trs *weir_trs_ddogleg(void) { return gsl_multifit_nlinear_trs_ddogleg; }
static inline const gsl_multifit_nlinear_trs *weir_trs_subspace2D(void) { return gsl_multifit_nlinear_trs_subspace2D; }
static inline const char *weir_gsl_version(void) { return gsl_version; }

#endif
