// The problem of three stocks in C and GSL, one member at a time.
//
// three-stocks-gsl MEMBERS TOLERANCE daily|dense [show]: a landing on every day of output, or steps as long as the tolerance allows and
// Hermite's quintic in each. Prints seconds, or with `show` active users, a line a day.
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAYS = 1826 };
static const double LEAVING = 0.1, RETURNING = 0.2;

struct member {
    double innovation, imitation, ceiling, effectiveness, turning;
    bool blocked;
};

// As three_stocks.py has them.
static struct member member(int number) {
    double u[5];
    const double primes[] = {2, 3, 5, 7, 11};
    for (int i = 0; i < 5; i++) u[i] = fmod((number + 1) * sqrt(primes[i]), 1);
    return (struct member){.innovation = (0.005 + 0.01 * u[0]) / 365.25, .imitation = (0.8 + 0.8 * u[1]) / 365.25,
                           .ceiling = 30 + 20 * u[2], .effectiveness = 0.1 + 0.8 * u[3], .turning = 0.1 + 0.6 * u[4]};
}

static int rates(double t, const double y[], double dy[], void *parameters) {
    (void)t;
    const struct member *m = parameters;
    double active = y[0] + y[1];
    double joining = (m->innovation * m->ceiling + m->imitation * active) * (1 - (active + y[2]) / m->ceiling);
    if (m->blocked) {
        double shut_out = LEAVING * m->effectiveness * y[0];
        dy[0] = joining * (1 - m->effectiveness) - shut_out;
        dy[1] = m->turning * (joining * m->effectiveness + shut_out);
        dy[2] = (1 - m->turning) * shut_out;
    } else {
        double back = RETURNING * y[1], home = RETURNING * y[2];
        dy[0] = joining + back + home;
        dy[1] = -back;
        dy[2] = -home;
    }
    return GSL_SUCCESS;
}

// Second derivatives by time of direct and circumventing users, summed.
static double curvature(const struct member *m, const double y[], const double dy[]) {
    double active = y[0] + y[1], slope = dy[0] + dy[1];
    double joining = m->imitation * slope * (1 - (active + y[2]) / m->ceiling) -
                     (m->innovation * m->ceiling + m->imitation * active) * (slope + dy[2]) / m->ceiling;
    if (!m->blocked) return joining + RETURNING * dy[2];
    double e = m->effectiveness, shut_out = LEAVING * e * dy[0];
    return joining * (1 - e) - shut_out + m->turning * (joining * e + shut_out);
}

// Active users at the whole days from `day` that lie in a step; returns the first day after it.
static int fill(int day, double start, double length, const double from[3], const double to[3], double *active) {
    double h = length;
    for (; day < start + length; day++) {
        double s = (day - start) / h, r = 1 - s;
        double left = from[0] * (1 + 3 * s + 6 * s * s) + h * from[1] * s * (1 + 3 * s) + h * h * from[2] * s * s / 2;
        double right = to[0] * (1 + 3 * r + 6 * r * r) - h * to[1] * r * (1 + 3 * r) + h * h * to[2] * r * r / 2;
        active[day] = left * r * r * r + right * s * s * s;
    }
    return day;
}

int main(int count, char **words) {
    if (count < 4) return puts("three-stocks-gsl MEMBERS TOLERANCE daily|dense [show]"), 64;
    int members = atoi(words[1]);
    double tolerance = atof(words[2]);
    bool dense = !strcmp(words[3], "dense"), show = count > 4;
    const gsl_odeiv2_step_type *method = gsl_odeiv2_step_rkck;
    gsl_odeiv2_step *stepper = gsl_odeiv2_step_alloc(method, 3);
    gsl_odeiv2_control *control = gsl_odeiv2_control_y_new(tolerance, tolerance);
    gsl_odeiv2_evolve *evolution = gsl_odeiv2_evolve_alloc(3);
    double *active = malloc(sizeof *active * DAYS * members);
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (int i = 0; i < members; i++) {
        struct member m = member(i);
        gsl_odeiv2_system system = {rates, NULL, 3, &m};
        double y[3] = {2, 0, 0}, dy[3], t = 0, *mine = active + (size_t)DAYS * i;
        const double ends[] = {800, 1500, 1825};
        int day = 0;
        for (int stage = 0; stage < 3; stage++) {
            double h = 0.5;
            m.blocked = stage == 1;
            gsl_odeiv2_step_reset(stepper);
            gsl_odeiv2_evolve_reset(evolution);
            rates(t, y, dy, &m);
            while (t < ends[stage]) {
                double start = t, from[] = {y[0] + y[1], dy[0] + dy[1], curvature(&m, y, dy)};
                if (!dense) mine[day++] = y[0] + y[1];
                double end = dense ? ends[stage] : day;
                do {
                    if (gsl_odeiv2_evolve_apply(evolution, control, stepper, &system, &t, end, &h, y)) return 70;
                } while (!dense && t < end);
                if (!dense) continue;
                rates(t, y, dy, &m);
                double to[] = {y[0] + y[1], dy[0] + dy[1], curvature(&m, y, dy)};
                day = fill(day, start, t - start, from, to, mine);
            }
        }
        mine[day] = y[0] + y[1];
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    if (!show) printf("%.6f\n", (ended.tv_sec - began.tv_sec) + 1e-9 * (ended.tv_nsec - began.tv_nsec));
    for (int day = 0; show && day < DAYS; day++) {
        for (int i = 0; i < members; i++) printf("%s%.17g", i ? "," : "", active[(size_t)DAYS * i + day]);
        putchar('\n');
    }
    return 0;
}
