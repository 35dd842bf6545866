/*
 * Records and disturbs the file operations of a process. Preload it (LD_PRELOAD) and set:
 *
 *   FAULT_RECORD  a file to which every change of a file is appended, after it has succeeded:
 *                 a line "operation<TAB>path<TAB>number<TAB>length" (for rename and link the number is the length of a
 *                 second path), then `length` bytes: the data of a write, or the second path.
 *   FAULT_ROOT    only files below this folder are recorded and disturbed
 *   FAULT_PLAN    a file, read before each call: a line "call suffix errno count", such as "sync events.db-wal EIO 1".
 *                 The next `count` calls of that kind on files whose path ends in `suffix`, which may be a pattern,
 *                 fail (0: all of them). The file may appear, change and disappear while the process runs. Each fault
 *                 that occurs adds a line to a file beside it, named ".hits".
 *
 * Calls are: open, read, write, sync, truncate, rename, link, unlink, rmdir, mkdir, mmap.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int record = -1;
static const char *root, *plan;
/* How often the current plan was carried out. */
static char current[512];
static long done;

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int real_open(const char *path, int flags, mode_t mode) {
  static int (*real)(const char *, int, ...);
  if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
  return real(path, flags, mode);
}
static ssize_t real_write(int fd, const void *data, size_t length) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  return real(fd, data, length);
}
static ssize_t real_read(int fd, void *data, size_t length) {
  static ssize_t (*real)(int, void *, size_t);
  if (!real) real = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
  return real(fd, data, length);
}
static int real_close(int fd) {
  REAL(close);
  return real(fd);
}

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("FAULT_RECORD");
  root = getenv("FAULT_ROOT");
  plan = getenv("FAULT_PLAN");
  if (file) record = real_open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_below(const char *path) {
  size_t length = root ? strlen(root) : 0;
  return length > 0 && strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* The absolute path of a file that need not exist. */
static int resolve(const char *path, char *out) {
  if (path[0] == '/') return snprintf(out, PATH_MAX, "%s", path) < PATH_MAX;
  char folder[PATH_MAX];
  return getcwd(folder, sizeof folder) && snprintf(out, PATH_MAX, "%s/%s", folder, path) < PATH_MAX;
}

static int path_of(int fd, char *out) {
  char link[64];
  if (!root) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, out, PATH_MAX - 1);
  if (length <= 0) return 0;
  out[length] = 0;
  return is_below(out);
}

static void note(const char *operation, const char *path, long long number, const void *data, size_t length) {
  char head[PATH_MAX + 128];
  if (record < 0) return;
  int size = snprintf(head, sizeof head, "%s\t%s\t%lld\t%zu\n", operation, path, number, length);
  struct iovec parts[2] = {{head, (size_t)size}, {(void *)(uintptr_t)data, length}};
  static ssize_t (*real)(int, const struct iovec *, int);
  if (!real) real = (ssize_t(*)(int, const struct iovec *, int))dlsym(RTLD_NEXT, "writev");
  int kept = errno;
  if (real(record, parts, 2) != (ssize_t)((size_t)size + length)) abort();
  errno = kept;
}

static int number_of(const char *name) {
  if (strcmp(name, "ENOSPC") == 0) return ENOSPC;
  if (strcmp(name, "EACCES") == 0) return EACCES;
  if (strcmp(name, "EROFS") == 0) return EROFS;
  return EIO;
}

static void hit(const char *text, size_t length) {
  char file[PATH_MAX];
  snprintf(file, sizeof file, "%s.hits", plan);
  int fd = real_open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  ssize_t (*real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (real(fd, text, length) < 0) abort();
  real_close(fd);
}

/* Returns true and sets errno if the plan says that this call fails. */
static int fails(const char *call, const char *path) {
  char text[512] = "", planned[32], suffix[256], name[32];
  long count;
  int failing = 0, kept = errno;
  if (!plan) return 0;
  int fd = real_open(plan, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) {
    errno = kept;
    return 0;
  }
  ssize_t length = real_read(fd, text, sizeof text - 1);
  real_close(fd);
  errno = kept;
  if (length <= 0) return 0;
  text[length] = 0;
  if (sscanf(text, "%31s %255s %31s %ld", planned, suffix, name, &count) != 4 || strcmp(planned, call) != 0) return 0;
  char pattern[300];
  snprintf(pattern, sizeof pattern, "*%s", suffix);
  if (fnmatch(pattern, path, 0) != 0) return 0;
  pthread_mutex_lock(&lock);
  if (strcmp(current, text) != 0) {
    strcpy(current, text);
    done = 0;
  }
  if (count == 0 || done < count) {
    done++;
    failing = 1;
  }
  if (failing) hit(text, (size_t)length);
  pthread_mutex_unlock(&lock);
  if (failing) errno = number_of(name);
  return failing;
}

/* --- opening --- */

static int opening(const char *path, int flags, mode_t mode, const char *symbol) {
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, symbol);
  char full[PATH_MAX];
  if (!root || !resolve(path, full) || !is_below(full)) return real(path, flags, mode);
  if (fails("open", full)) return -1;
  struct stat found;
  int existed = stat(path, &found) == 0;
  int fd = real(path, flags, mode);
  if (fd >= 0 && !existed && (flags & O_CREAT)) note("create", full, 0, "", 0);
  if (fd >= 0 && existed && (flags & O_TRUNC)) note("truncate", full, 0, "", 0);
  return fd;
}
static mode_t mode_from(int flags, va_list rest) {
  return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}
#define OPEN(symbol) \
  int symbol(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = mode_from(flags, rest); \
    va_end(rest); \
    return opening(path, flags, mode, #symbol); \
  }
OPEN(open)
OPEN(open64)

/* --- reading --- */

#define PREAD(symbol, offset_type) \
  ssize_t symbol(int fd, void *data, size_t length, offset_type offset) { \
    static ssize_t (*real)(int, void *, size_t, offset_type); \
    char path[PATH_MAX]; \
    if (!real) real = (ssize_t(*)(int, void *, size_t, offset_type))dlsym(RTLD_NEXT, #symbol); \
    if (plan && path_of(fd, path) && fails("read", path)) return -1; \
    return real(fd, data, length, offset); \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

ssize_t read(int fd, void *data, size_t length) {
  char path[PATH_MAX];
  if (plan && path_of(fd, path) && fails("read", path)) return -1;
  return real_read(fd, data, length);
}

/* --- writing --- */

#define PWRITE(symbol, offset_type) \
  ssize_t symbol(int fd, const void *data, size_t length, offset_type offset) { \
    static ssize_t (*real)(int, const void *, size_t, offset_type); \
    char path[PATH_MAX]; \
    if (!real) real = (ssize_t(*)(int, const void *, size_t, offset_type))dlsym(RTLD_NEXT, #symbol); \
    if (!path_of(fd, path)) return real(fd, data, length, offset); \
    if (fails("write", path)) return -1; \
    ssize_t written = real(fd, data, length, offset); \
    if (written > 0) note("write", path, (long long)offset, data, (size_t)written); \
    return written; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
  char path[PATH_MAX];
  if (fd == record || !path_of(fd, path)) return real_write(fd, data, length);
  if (fails("write", path)) return -1;
  off_t at = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
  ssize_t written = real_write(fd, data, length);
  if (written > 0) note("write", path, (long long)at, data, (size_t)written);
  return written;
}

static ssize_t note_parts(const struct iovec *parts, int count, off_t at, ssize_t written, const char *path) {
  ssize_t left = written;
  for (int i = 0; i < count && left > 0; i++) {
    size_t length = parts[i].iov_len < (size_t)left ? parts[i].iov_len : (size_t)left;
    note("write", path, (long long)at, parts[i].iov_base, length);
    at += (off_t)length;
    left -= (ssize_t)length;
  }
  return written;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  static ssize_t (*real)(int, const struct iovec *, int);
  char path[PATH_MAX];
  if (!real) real = (ssize_t(*)(int, const struct iovec *, int))dlsym(RTLD_NEXT, "writev");
  if (fd == record || !path_of(fd, path)) return real(fd, parts, count);
  if (fails("write", path)) return -1;
  off_t at = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
  return note_parts(parts, count, at, real(fd, parts, count), path);
}

#define PWRITEV(symbol, offset_type) \
  ssize_t symbol(int fd, const struct iovec *parts, int count, offset_type offset) { \
    static ssize_t (*real)(int, const struct iovec *, int, offset_type); \
    char path[PATH_MAX]; \
    if (!real) real = (ssize_t(*)(int, const struct iovec *, int, offset_type))dlsym(RTLD_NEXT, #symbol); \
    if (!path_of(fd, path)) return real(fd, parts, count, offset); \
    if (fails("write", path)) return -1; \
    return note_parts(parts, count, (off_t)offset, real(fd, parts, count, offset), path); \
  }
PWRITEV(pwritev, off_t)
PWRITEV(pwritev64, off64_t)

/* --- syncing --- */

#define SYNC(symbol) \
  int symbol(int fd) { \
    static int (*real)(int); \
    char path[PATH_MAX]; \
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, #symbol); \
    if (!path_of(fd, path)) return real(fd); \
    if (fails("sync", path)) return -1; \
    int result = real(fd); \
    if (result == 0) note("sync", path, 0, "", 0); \
    return result; \
  }
SYNC(fsync)
SYNC(fdatasync)

/* --- sizes and names --- */

#define FTRUNCATE(symbol, size_type) \
  int symbol(int fd, size_type size) { \
    static int (*real)(int, size_type); \
    char path[PATH_MAX]; \
    if (!real) real = (int (*)(int, size_type))dlsym(RTLD_NEXT, #symbol); \
    if (!path_of(fd, path)) return real(fd, size); \
    if (fails("truncate", path)) return -1; \
    int result = real(fd, size); \
    if (result == 0) note("truncate", path, (long long)size, "", 0); \
    return result; \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

#define TWO_NAMES(symbol, operation) \
  int symbol(const char *from, const char *to) { \
    REAL(symbol); \
    char source[PATH_MAX], target[PATH_MAX]; \
    if (!root || !resolve(from, source) || !resolve(to, target) || !is_below(target)) return real(from, to); \
    if (fails(operation, target)) return -1; \
    int result = real(from, to); \
    if (result == 0) note(operation, source, (long long)strlen(target), target, strlen(target)); \
    return result; \
  }
TWO_NAMES(rename, "rename")
TWO_NAMES(link, "link")

#define ONE_NAME(symbol, operation) \
  int symbol(const char *path) { \
    REAL(symbol); \
    char full[PATH_MAX]; \
    if (!root || !resolve(path, full) || !is_below(full)) return real(path); \
    if (fails(operation, full)) return -1; \
    int result = real(path); \
    if (result == 0) note(operation, full, 0, "", 0); \
    return result; \
  }
ONE_NAME(unlink, "unlink")
ONE_NAME(rmdir, "rmdir")

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  char full[PATH_MAX];
  if (root && resolve(path, full) && is_below(full) && fails("mkdir", full)) return -1;
  int result = real(path, mode);
  if (result == 0 && root && resolve(path, full) && is_below(full)) note("mkdir", full, 0, "", 0);
  return result;
}

#define MMAP(symbol, offset_type) \
  void *symbol(void *at, size_t length, int protection, int flags, int fd, offset_type offset) { \
    static void *(*real)(void *, size_t, int, int, int, offset_type); \
    char path[PATH_MAX]; \
    if (!real) real = (void *(*)(void *, size_t, int, int, int, offset_type))dlsym(RTLD_NEXT, #symbol); \
    if (plan && fd >= 0 && path_of(fd, path) && fails("mmap", path)) return MAP_FAILED; \
    return real(at, length, protection, flags, fd, offset); \
  }
MMAP(mmap, off_t)
MMAP(mmap64, off64_t)
