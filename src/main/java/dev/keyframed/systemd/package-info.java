/**
 * The service manager: what it is told (readiness, status, that the daemon lives) over the datagram
 * socket that {@code $NOTIFY_SOCKET} names.
 *
 * <p>The JDK has no datagram sockets of the Unix domain, so Netty's epoll transport serves, which
 * is loaded anyway. A child process such as systemd-notify would not do: with {@code
 * NotifyAccess=main} its messages are not the daemon's.
 *
 * <p>The watchdog is fed as long as every event loop answers and every part takes its turns, and
 * never asks after Redis or the provider: a restart cures neither, and would turn an outage into a
 * loop of restarts.
 */
package dev.keyframed.systemd;
