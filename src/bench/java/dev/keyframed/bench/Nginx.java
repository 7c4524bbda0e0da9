package dev.keyframed.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts the reference: nginx with as many workers as the listener has instances.
 *
 * <p>It answers each POST with the same few bytes and does nothing else.
 */
final class Nginx {
  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes 2;
      pid %1$s/nginx.pid;
      error_log %1$s/nginx.log;
      events { worker_connections 4096; }
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        keepalive_requests 1000000000;
        server {
          listen 127.0.0.1:%2$d ssl;
          ssl_certificate %3$s;
          ssl_certificate_key %4$s;
          ssl_protocols TLSv1.2 TLSv1.3;
          ssl_session_cache off;
          ssl_session_tickets off;
          location / {
            default_type application/json;
            return 200 '{}';
          }
        }
      }
      """;

  private Nginx() {}

  /** Starts nginx with a certificate, with its files in a directory. */
  static ServerProcess start(Path dir, BenchCertificate certificate) throws Exception {
    String program = SystemProgram.find("nginx", "nginx-light");
    int port = ServerProcess.freePort();
    Path configuration = dir.resolve("nginx.conf");
    Files.writeString(
        configuration, CONFIGURATION.formatted(dir, port, certificate.chain(), certificate.key()));
    List<String> command =
        List.of(
            program,
            "-p",
            dir.toString(),
            "-c",
            configuration.toString(),
            "-e",
            dir.resolve("nginx.log").toString());
    return ServerProcess.start(command, Map.of(), port, dir.resolve("nginx.out"));
  }
}
