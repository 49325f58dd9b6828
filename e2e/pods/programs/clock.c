// Loaded into every program of an image: the clock of a node that is wrong, which a container cannot have of its own. The file named by
// CLOCK_OFFSET says by how many seconds; without the file the clock is the machine's. Only the time of day is wrong, as on a real
// machine, not what counts the time that has passed. Calls the kernel itself: some allocators ask for the time before libraries are ready.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long offset(void) {
    static long seconds, read_at = -1;
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC_COARSE, &now);
    if (now.tv_sec != read_at) {
        read_at = now.tv_sec;
        seconds = 0;
        const char *name = getenv("CLOCK_OFFSET");
        int file = name ? syscall(SYS_open, name, O_RDONLY | O_CLOEXEC) : -1;
        if (file >= 0) {
            char text[16] = {0};
            if (syscall(SYS_read, file, text, sizeof text - 1) > 0) seconds = strtol(text, NULL, 10);
            syscall(SYS_close, file);
        }
    }
    return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += offset();
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    int result = syscall(SYS_gettimeofday, time, zone);
    if (result == 0) time->tv_sec += offset();
    return result;
}

time_t time(time_t *result) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}
