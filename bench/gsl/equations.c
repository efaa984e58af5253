// The equations of docs/model.md as far as scenarios/block.json uses them: Bass curves, one block in each market, awareness.
#include "block.h"
#include <gsl/gsl_errno.h>
#include <math.h>

struct figures flows(const struct pair *p, double day, bool enforced, const double *y, double *dy) {
    struct figures f = {.online = p->knot_people + p->slope * (day - p->knot_day)};
    double shut_out = 0;
    if (enforced && p->blocked) {
        double x = (day - p->block_day) / p->rollout_days, rest = exp(-x);
        f.closure = p->closure * (1 - rest);
        if (x < 40) shut_out = p->closure * rest / p->rollout_days / (1 - f.closure);
    }
    if (enforced) {
        for (int i = 0; i < p->taken; i++) {
            if (p->step[i].awareness > 0) f.awareness += p->step[i].awareness * exp(-(day - p->step[i].day) / p->awareness_days);
        }
    }
    double users = active(y), everyone = users + y[WAITING_BEHIND] + y[WAITING_FREE], ceiling = p->ceiling_share * f.online;
    f.potential = fmax(0, ceiling - everyone - y[LEFT]);
    double open_share = ceiling > 0 ? f.potential / ceiling : 0;
    double turning = p->share + (everyone > 0 ? p->learnable * (y[BEHIND] + y[FREE]) / everyone : 0);
    double joining = (p->innovation * ceiling + p->imitation * users) * open_share * (1 + f.awareness);
    double connected = joining * (1 - f.closure), circumvented = joining * f.closure * turning;
    f.newcomers = connected + circumvented;
    if (!dy) return f;
    double dropped = (p->dropping + p->fatigue) * y[FREE], learned = turning * p->learning * y[WAITING_BEHIND];
    double shut = shut_out * y[DIRECT], tired = p->fatigue * y[BEHIND], home = p->returning * y[WAITING_FREE];
    dy[DIRECT] = connected + home + dropped - shut - p->churn * y[DIRECT];
    dy[BEHIND] = circumvented + turning * shut + shut_out * y[FREE] + learned - tired - p->churn * y[BEHIND];
    dy[FREE] = -dropped - (shut_out + p->churn) * y[FREE];
    dy[WAITING_BEHIND] =
        (1 - turning) * shut + shut_out * y[WAITING_FREE] + tired - learned - (p->giving_up + p->churn) * y[WAITING_BEHIND];
    dy[WAITING_FREE] = -home - (shut_out + p->giving_up + p->churn) * y[WAITING_FREE];
    dy[LEFT] = p->giving_up * (y[WAITING_BEHIND] + y[WAITING_FREE]) - p->reconsidering * y[LEFT];
    return f;
}

int rates(double day, const double y[], double dy[], void *context) {
    const struct problem *problem = context;
    for (int i = 0; i < PAIRS; i++) {
        int enforced = place(i, true), alone = place(i, false);
        flows(&problem->pair[i], day, true, y + enforced, dy + enforced);
        flows(&problem->pair[i], day, false, y + alone, dy + alone);
        dy[2 * PAIRS * STOCKS + i] = active(y + alone) - active(y + enforced);
    }
    return GSL_SUCCESS;
}
