// One plain run of scenarios/block.json: what its parts share.
#pragma once
#include <stdbool.h>
#include <stdio.h>

enum { PAIRS = 2, KNOTS = 8, STEPS = 8, STOCKS = 6, DIMENSION = 2 * PAIRS * STOCKS + PAIRS };
enum stock { DIRECT, BEHIND, FREE, WAITING_BEHIND, WAITING_FREE, LEFT }; // D, C1, C0, W1, W0, X

struct step {
    double day;
    char name[16], action[16];
    double awareness, effectiveness, rollout_days, fine_usd;
};

// A service in a market; rates are per day.
struct pair {
    char market[16];
    int knots, steps;
    double knot[KNOTS], people[KNOTS];
    double innovation, imitation, ceiling_share, churn, share, learnable;
    double learning, fatigue, returning, dropping, giving_up, reconsidering, awareness_days, direct_users;
    struct step step[STEPS];
    // How things stand.
    int taken, stage;
    bool blocked, registered;
    double closure, block_day, rollout_days, slope, knot_day, knot_people;
};

struct problem {
    int start, days; // day number of the start, 0 being 1970-01-01
    double messages_per_user_day;
    struct pair pair[PAIRS];
};

// A pair at an instant.
struct figures {
    double online, potential, newcomers, closure, awareness;
};

// Enforced pairs' stocks first, then the same left alone, then each pair's user-days lost.
static inline int place(int pair, bool enforced) { return (enforced ? 0 : PAIRS * STOCKS) + pair * STOCKS; }
static inline double active(const double *stocks) { return stocks[DIRECT] + stocks[BEHIND] + stocks[FREE]; }

struct problem read_problem(const char *path);
int rates(double day, const double y[], double dy[], void *problem);
struct figures flows(const struct pair *pair, double day, bool enforced, const double *y, double *dy);

// Writes the tables row by row into a folder, numbers with so many digits.
struct tables *open_tables(const struct problem *problem, const char *folder, int digits);
void write_event(struct tables *tables, const struct pair *pair, const struct step *step, double users);
void write_day(struct tables *tables, int day, const double y[]);
void close_tables(struct tables *tables);
