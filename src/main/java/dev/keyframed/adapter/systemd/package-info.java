/**
 * Reports readiness, status and liveness to the service manager, over the datagram socket that
 * {@code $NOTIFY_SOCKET} names.
 *
 * <p>The JDK has no datagram sockets of the Unix domain, so Netty's epoll transport is used, which
 * is loaded anyway. A child process such as systemd-notify would not do: with {@code
 * NotifyAccess=main} its messages do not count as the daemon's.
 *
 * <p>The watchdog is fed while every event loop answers and the parts that work in rounds begin
 * them in time. It never depends on Redis or the provider. A restart ends neither outage, and would
 * turn one into a loop of restarts.
 */
package dev.keyframed.adapter.systemd;
