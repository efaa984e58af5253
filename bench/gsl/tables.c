// The tables of a plain run as files that are on disk when they are closed.
#include "block.h"
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *const STAGES[] = {"none", "requested", "fined", "ordered"};

struct tables {
    const struct problem *problem;
    const char *folder;
    int digits; // of every number
    FILE *timeseries, *totals, *events;
    int days_blocked[PAIRS];
    double at_start[PAIRS], peak[PAIRS], lowest[PAIRS], at_end[PAIRS], alone[PAIRS], circumventing[PAIRS], lost[PAIRS];
};

static FILE *create(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    FILE *file = fopen(path, "w");
    if (!file) perror(path), exit(73);
    return file;
}

static void finish(FILE *file) {
    if (fflush(file) || fsync(fileno(file)) || fclose(file)) perror("write"), exit(74);
}

static const char *date(const struct tables *t, int day) {
    static char text[16];
    time_t seconds = (t->problem->start + day) * 86400L;
    struct tm parts;
    strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&seconds, &parts));
    return text;
}

struct tables *open_tables(const struct problem *problem, const char *folder, int digits) {
    struct tables *t = calloc(1, sizeof *t);
    t->problem = problem;
    t->folder = folder;
    t->digits = digits;
    t->timeseries = create(folder, "timeseries");
    t->totals = create(folder, "totals");
    t->events = create(folder, "events");
    fputs("date,market,service,access,stage,registry,online_population,active_users,direct_users,circumventing_users,waiting_users,"
          "left_users,potential_users,counterfactual_active_users,new_users_per_day,block_effectiveness,tools_working,awareness,"
          "messages_per_day,user_days_lost\n", t->timeseries);
    fputs("date,service,markets_at_risk,active_users,users_at_risk_share,counterfactual_active_users,user_days_lost\n", t->totals);
    fputs("date,days_since_start,market,service,case,step,action,cause,access,stage,registry,active_users\n", t->events);
    return t;
}

static void status(FILE *file, const struct pair *p) {
    fprintf(file, ",%s,%s,%s", p->blocked ? "blocked" : "open", STAGES[p->stage], p->registered ? "registered" : "none");
}

void write_event(struct tables *t, const struct pair *p, const struct step *step, double users) {
    fprintf(t->events, "%s,%.*g,%s,telegram,%s,%s,%s,scheduled", date(t, (int)step->day), t->digits, step->day, p->market, p->market, step->name,
            step->action);
    status(t->events, p);
    fprintf(t->events, ",%.*g\n", t->digits, users);
}

void write_day(struct tables *t, int day, const double y[]) {
    double users = 0, alone = 0, lost = 0, at_risk = 0;
    int markets = 0;
    const char *today = date(t, day);
    for (int i = 0; i < PAIRS; i++) {
        const struct pair *p = &t->problem->pair[i];
        const double *mine = y + place(i, true);
        struct figures f = flows(p, day, true, mine, NULL);
        double a = active(mine), c = mine[BEHIND] + mine[FREE], other = active(y + place(i, false)), l = y[2 * PAIRS * STOCKS + i];
        fprintf(t->timeseries, "%s,%s,telegram", today, p->market);
        status(t->timeseries, p);
        const double cells[] = {f.online, a, mine[DIRECT], c, mine[WAITING_BEHIND] + mine[WAITING_FREE], mine[LEFT], f.potential, other,
                                f.newcomers, f.closure, 1, f.awareness, t->problem->messages_per_user_day * a, l};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) fprintf(t->timeseries, ",%.*g", t->digits, cells[k]);
        putc('\n', t->timeseries);
        users += a, alone += other, lost += l;
        if (p->blocked || p->stage > 0) markets++, at_risk += a;
        if (day == 0) t->at_start[i] = a, t->lowest[i] = INFINITY;
        if (p->blocked) t->days_blocked[i]++, t->lowest[i] = fmin(t->lowest[i], a);
        t->peak[i] = fmax(t->peak[i], a);
        t->at_end[i] = a, t->alone[i] = other, t->circumventing[i] = c, t->lost[i] = l;
    }
    const int n = t->digits;
    fprintf(t->totals, "%s,telegram,%d,%.*g,%.*g,%.*g,%.*g\n", today, markets, n, users, n, users > 0 ? at_risk / users : 0, n, alone, n, lost);
}

void close_tables(struct tables *t) {
    FILE *summary = create(t->folder, "summary");
    fputs("market,service,measure,value,unit\n", summary);
    for (int i = 0; i < PAIRS; i++) {
        const struct pair *p = &t->problem->pair[i];
        double fines = 0;
        for (int k = 0; k < p->taken; k++) fines += p->step[k].fine_usd;
        const struct { const char *name, *unit; double value; } rows[] = {
            {"active_users_at_start", "people", t->at_start[i]}, {"active_users_at_end", "people", t->at_end[i]},
            {"peak_active_users", "people", t->peak[i]}, {"lowest_active_users_while_blocked", "people", t->lowest[i]},
            {"days_blocked", "days", t->days_blocked[i]}, {"share_lost_at_end", "1", 1 - t->at_end[i] / t->alone[i]},
            {"circumventing_share_at_end", "1", t->circumventing[i] / t->at_end[i]}, {"user_days_lost", "user-days", t->lost[i]},
            {"fines_usd", "USD", fines}, {"storage_cost_usd", "USD", NAN}, {"revenue_lost_usd", "USD", 0}, {"economic_value_lost_usd", "USD", 0},
        };
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            fprintf(summary, "%s,telegram,%s,", p->market, rows[k].name);
            if (!isnan(rows[k].value)) fprintf(summary, "%.*g", t->digits, rows[k].value);
            fprintf(summary, ",%s\n", rows[k].unit);
        }
    }
    finish(t->timeseries), finish(t->totals), finish(t->events), finish(summary);
    int folder = open(t->folder, O_RDONLY | O_DIRECTORY);
    if (folder < 0 || fsync(folder) || close(folder)) perror(t->folder), exit(74);
    free(t);
}
