// Stands between a process and its disk (LD_PRELOAD). It writes down every change of a file under SHIM_ROOT to
// SHIM_TRACE, so that a power cut can be played at any point of it, and lets calls fail on demand.
//
// SHIM_ROOT/shim.control is no file: what is written to it is a command. "fail N ERRNO" lets the Nth changing call
// from now and all after it fail, "once N ERRNO" only that one, "unread N ERRNO" and "unread-once N ERRNO" the same of reads,
// "unread-wal N ERRNO" of reads of write-ahead logs,
// "readonly" lets nothing be opened for writing, "heal" lets all pass.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, CUT, SYNCED, RENAMED, REMOVED };
#define MOST_FDS 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[4096];
static int trace = -1;
static uint8_t ours[MOST_FDS];      // 0: not ours, 1: a file, 2: the control
static long calls, fail_at, fail_errno, once, read_only;
static uint8_t wal[MOST_FDS];
static long reads, unread_at, unread_once, unread_wal;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *where = getenv("SHIM_ROOT"), *to = getenv("SHIM_TRACE");
  if (where) snprintf(root, sizeof root, "%s", where);
  if (to) trace = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int under_root(const char *path) {
  size_t length = strlen(root);
  return length > 0 && path && strncmp(path, root, length) == 0 && path[length] == '/';
}

static void put(const void *bytes, size_t length) {
  for (size_t done = 0; done < length;) {
    long more = syscall(SYS_write, trace, (const char *)bytes + done, length - done);
    if (more <= 0) return;
    done += more;
  }
}

// One entry: kind, descriptor, place, length of what follows, what follows.
static void note(uint8_t kind, int fd, int64_t place, const void *bytes, uint32_t length) {
  if (trace < 0) return;
  char head[17];
  head[0] = kind;
  memcpy(head + 1, &fd, 4);
  memcpy(head + 5, &place, 8);
  memcpy(head + 13, &length, 4);
  put(head, sizeof head);
  put(bytes, length);
}

static int refused(void) {
  if (!root[0]) return 0;
  calls++;
  if (!read_only && (!fail_at || calls < fail_at || (once && calls > fail_at))) return 0;
  errno = read_only ? EROFS : fail_errno;
  return 1;
}

static void command(const char *text, size_t length) {
  char copy[128] = {0};
  memcpy(copy, text, length < sizeof copy ? length : sizeof copy - 1);
  long n = 0, number = 0;
  calls = fail_at = once = 0;
  reads = unread_at = unread_once = unread_wal = 0;
  read_only = strncmp(copy, "readonly", 8) == 0;
  if (sscanf(copy, "fail %ld %ld", &n, &number) == 2) fail_at = n, fail_errno = number;
  else if (sscanf(copy, "once %ld %ld", &n, &number) == 2) fail_at = n, fail_errno = number, once = 1;
  else if (sscanf(copy, "unread %ld %ld", &n, &number) == 2) unread_at = n, fail_errno = number;
  else if (sscanf(copy, "unread-once %ld %ld", &n, &number) == 2) unread_at = n, fail_errno = number, unread_once = 1;
  else if (sscanf(copy, "unread-wal %ld %ld", &n, &number) == 2) unread_at = n, fail_errno = number, unread_wal = 1;
}

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MOST_FDS) return fd;
  pthread_mutex_lock(&lock);
  ours[fd] = 0;
  if (under_root(path)) {
    const char *name = path + strlen(root);
    ours[fd] = strstr(name, "shim.control") ? 2 : 1;
    wal[fd] = strstr(name, "-wal") != NULL;
    if (ours[fd] == 1) note(OPENED, fd, flags & O_TRUNC ? 1 : 0, path, strlen(path));
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

// On a disk that can only be read nothing is opened for writing, but for the control.
static int kept_out(const char *path, int flags) {
  if (!read_only || !under_root(path) || strstr(path, "shim.control")) return 0;
  if (!(flags & (O_WRONLY | O_RDWR | O_CREAT))) return 0;
  errno = EROFS;
  return 1;
}

static int mode_of(va_list list, int flags) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, int) : 0; }

#define OPEN(name)                                        \
  int name(const char *path, int flags, ...) {            \
    va_list list;                                         \
    va_start(list, flags);                                \
    int mode = mode_of(list, flags);                      \
    va_end(list);                                         \
    if (kept_out(path, flags)) return -1;                 \
    return opened(REAL(name)(path, flags, mode), path, flags); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                      \
  int name(int dir, const char *path, int flags, ...) {   \
    va_list list;                                         \
    va_start(list, flags);                                \
    int mode = mode_of(list, flags);                      \
    va_end(list);                                         \
    if (kept_out(path, flags)) return -1;                 \
    return opened(REAL(name)(dir, path, flags, mode), path, flags); \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  if (fd >= 0 && fd < MOST_FDS) ours[fd] = 0;
  return REAL(close)(fd);
}

static int is_ours(int fd) { return fd >= 0 && fd < MOST_FDS ? ours[fd] : 0; }

#define CHANGE(real, noted)                \
  pthread_mutex_lock(&lock);               \
  long done = refused() ? -1 : (long)real; \
  if (done >= 0) { noted; }                \
  int why = errno;                         \
  pthread_mutex_unlock(&lock);             \
  errno = why;                             \
  return done

ssize_t write(int fd, const void *bytes, size_t length) {
  int kind = is_ours(fd);
  if (kind == 0) return REAL(write)(fd, bytes, length);
  if (kind == 2) return command(bytes, length), length;
  int64_t at = lseek64(fd, 0, SEEK_CUR);
  CHANGE(REAL(write)(fd, bytes, length), note(WRITTEN, fd, at, bytes, done));
}

#define PWRITE(name, offset)                                              \
  ssize_t name(int fd, const void *bytes, size_t length, offset at) {     \
    int kind = is_ours(fd);                                               \
    if (kind == 0) return REAL(name)(fd, bytes, length, at);              \
    if (kind == 2) return command(bytes, length), length;                 \
    CHANGE(REAL(name)(fd, bytes, length, at), note(WRITTEN, fd, at, bytes, done)); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define FTRUNCATE(name, offset)                       \
  int name(int fd, offset size) {                     \
    if (is_ours(fd) != 1) return REAL(name)(fd, size); \
    CHANGE(REAL(name)(fd, size), note(CUT, fd, size, "", 0)); \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                              \
  int name(int fd) {                            \
    if (is_ours(fd) != 1) return REAL(name)(fd); \
    CHANGE(REAL(name)(fd), note(SYNCED, fd, 0, "", 0)); \
  }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *from, const char *to) {
  if (!under_root(from)) return REAL(rename)(from, to);
  char both[8192];
  int length = snprintf(both, sizeof both, "%s\n%s", from, to);
  CHANGE(REAL(rename)(from, to), note(RENAMED, -1, 0, both, length));
}

int unlink(const char *path) {
  if (!under_root(path)) return REAL(unlink)(path);
  CHANGE(REAL(unlink)(path), note(REMOVED, -1, 0, path, strlen(path)));
}

static int unread(int fd) {
  if (is_ours(fd) != 1 || !unread_at || (unread_wal && !wal[fd])) return 0;
  pthread_mutex_lock(&lock);
  reads++;
  int fails = unread_once ? reads == unread_at : reads >= unread_at;
  pthread_mutex_unlock(&lock);
  if (fails) errno = fail_errno;
  return fails;
}

ssize_t read(int fd, void *bytes, size_t length) { return unread(fd) ? -1 : REAL(read)(fd, bytes, length); }

#define PREAD(name, offset)                                          \
  ssize_t name(int fd, void *bytes, size_t length, offset at) {      \
    return unread(fd) ? -1 : REAL(name)(fd, bytes, length, at);      \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)
