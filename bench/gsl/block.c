// One plain run of scenarios/block.json in C and GSL, from its numbers to files: block-gsl NUMBERS DIGITS FOLDER
#include "block.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const double RELATIVE = 1e-9, PEOPLE = 1e-5;

// The numbers that plain.py writes; "never" is a rate of 0.
struct problem read_problem(const char *path) {
    struct problem p = {0};
    FILE *file = fopen(path, "r");
    if (!file) perror(path), exit(66);
    int read = fscanf(file, "%d %d %lf", &p.start, &p.days, &p.messages_per_user_day);
    for (int i = 0; i < PAIRS; i++) {
        struct pair *q = &p.pair[i];
        read += fscanf(file, "%15s %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %d", q->market, &q->innovation, &q->imitation,
                       &q->ceiling_share, &q->churn, &q->share, &q->learnable, &q->learning, &q->fatigue, &q->returning, &q->dropping,
                       &q->giving_up, &q->reconsidering, &q->awareness_days, &q->direct_users, &q->knots);
        if (q->knots > KNOTS) exit(65);
        for (int k = 0; k < q->knots; k++) read += fscanf(file, "%lf %lf", &q->knot[k], &q->people[k]);
        read += fscanf(file, "%d", &q->steps);
        if (q->steps > STEPS) exit(65);
        for (int k = 0; k < q->steps; k++) {
            struct step *s = &q->step[k];
            read += fscanf(file, "%lf %15s %15s %lf %lf %lf %lf", &s->day, s->name, s->action, &s->awareness, &s->effectiveness,
                           &s->rollout_days, &s->fine_usd);
        }
    }
    fclose(file);
    return read > 0 ? p : (exit(65), p);
}

// Takes the steps that are due and moves on along the population; returns the day of the next change.
static double settle(struct problem *problem, struct tables *tables, double day, const double y[]) {
    double next = problem->days;
    for (int i = 0; i < PAIRS; i++) {
        struct pair *p = &problem->pair[i];
        while (p->taken < p->steps && p->step[p->taken].day <= day) {
            const struct step *s = &p->step[p->taken++];
            if (!strcmp(s->action, "request")) p->stage = p->stage > 1 ? p->stage : 1;
            if (!strcmp(s->action, "fine")) p->stage = p->stage > 2 ? p->stage : 2;
            if (!strcmp(s->action, "court_order")) p->stage = 3;
            if (!strcmp(s->action, "register")) p->registered = true;
            if (!strcmp(s->action, "block")) {
                p->blocked = true;
                p->closure = s->effectiveness, p->rollout_days = s->rollout_days, p->block_day = s->day;
            }
            write_event(tables, p, s, active(y + place(i, true)));
        }
        if (p->taken < p->steps) next = fmin(next, p->step[p->taken].day);
        int k = 0;
        while (k + 1 < p->knots && p->knot[k + 1] <= day) k++;
        p->knot_day = p->knot[k], p->knot_people = p->people[k];
        p->slope = k + 1 < p->knots ? (p->people[k + 1] - p->people[k]) / (p->knot[k + 1] - p->knot[k]) : 0;
        if (k + 1 < p->knots) next = fmin(next, p->knot[k + 1]);
    }
    return next;
}

int main(int count, char **words) {
    if (count != 4) return puts("block-gsl NUMBERS DIGITS FOLDER"), 64;
    struct problem problem = read_problem(words[1]);
    if (mkdir(words[3], 0777)) return perror(words[3]), 73;
    struct tables *tables = open_tables(&problem, words[3], atoi(words[2]));
    gsl_odeiv2_step *stepper = gsl_odeiv2_step_alloc(gsl_odeiv2_step_rkck, DIMENSION);
    gsl_odeiv2_control *control = gsl_odeiv2_control_y_new(PEOPLE, RELATIVE);
    gsl_odeiv2_evolve *evolution = gsl_odeiv2_evolve_alloc(DIMENSION);
    gsl_odeiv2_system system = {rates, NULL, DIMENSION, &problem};
    double y[DIMENSION] = {0}, t = 0;
    for (int i = 0; i < PAIRS; i++) y[place(i, true)] = y[place(i, false)] = problem.pair[i].direct_users;
    for (int day = 0; day < problem.days;) {
        double next = settle(&problem, tables, t, y), h = 0.5;
        gsl_odeiv2_step_reset(stepper);
        gsl_odeiv2_evolve_reset(evolution);
        for (; day < next; day++) {
            write_day(tables, day, y);
            while (t < day + 1) {
                if (gsl_odeiv2_evolve_apply(evolution, control, stepper, &system, &t, day + 1, &h, y) != GSL_SUCCESS) return 70;
            }
        }
    }
    write_day(tables, problem.days, y);
    close_tables(tables);
    return 0;
}
