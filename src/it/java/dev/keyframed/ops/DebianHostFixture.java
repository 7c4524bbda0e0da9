package dev.keyframed.ops;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a machine for the package, with the provider's simulator beside the daemon. */
final class DebianHostFixture {
  static final Path PACKAGE = Path.of("target/keyframed.deb");

  /** Installs the packages that follow; changed configuration files are kept. */
  static final String INSTALL =
      "apt-get install -y --allow-downgrades -o Dpkg::Options::=--force-confold ";

  /** Names the path of the package on the machine. */
  static final String CARRIED = "/root/target/keyframed.deb";

  /** Submits a job; its id and more options are to follow. */
  static final String SUBMIT =
      "keyframed submit --last-frame https://example.com/b.jpg --prompt dusk --id ";

  /** Names the package's default port; 6379 is that of Debian's Redis. */
  private static final int EMBEDDED_PORT = 6380;

  private static final String SANDBOX = "http://127.0.0.1:8089";

  final ContainerFixture machine;

  private DebianHostFixture(ContainerFixture machine) {
    this.machine = machine;
  }

  /** Boots a machine and copies the package to it. */
  static DebianHostFixture boot(Path dir) throws Exception {
    if (!Files.exists(PACKAGE)) {
      throw Tool.missing("there is no " + PACKAGE + ": mvn -Pdeb verify makes it");
    }
    ContainerFixture machine = ContainerFixture.boot(dir);
    // man-db would rebuild its index for each package.
    machine.does("rm -f /var/lib/man-db/auto-update; mkdir /root/target");
    machine.put(PACKAGE, CARRIED);
    return new DebianHostFixture(machine);
  }

  /** Starts the simulator, whose tasks take that many seconds. */
  void sandbox(int generation) throws Exception {
    sandbox("keyframed sandbox --port 8089 --submissions-per-minute 0 --generation " + generation);
  }

  /** Starts the simulator with that command. */
  void sandbox(String command) throws Exception {
    machine.does("systemd-run --collect --unit=sandbox " + command);
    machine.await("curl -s -o /dev/null -w '%{http_code}' " + SANDBOX + "/_sandbox/ledger", "200");
  }

  /** Sets the simulator's plan of faults. */
  void faults(String plan) throws Exception {
    machine.does(
        "curl -fsS -H 'Content-Type: application/json' -d '{\"plan\": \"%s\"}' %s/_sandbox/faults"
            .formatted(plan, SANDBOX));
  }

  /** Returns the simulator's ledger. */
  String ledger() throws Exception {
    return machine.says("curl -fsS " + SANDBOX + "/_sandbox/ledger");
  }

  /** Writes the key and a configuration for the simulator, with short waits and more settings. */
  void configure(String more) throws Exception {
    String redis =
        more.startsWith("redis:") ? "" : "redis: {embedded_port: %d}".formatted(EMBEDDED_PORT);
    String callback =
        more.startsWith("callback:")
            ? ""
            : "callback: {public_url: \"http://127.0.0.1:8443\", host: 127.0.0.1}";
    machine.write("/etc/keyframed/provider.api_key", "sandbox-key\n");
    machine.write(
        "/etc/keyframed/keyframed.yaml",
        """
        data_dir: /var/lib/keyframed
        provider: {base_url: "%s", allow_private_addresses: true, requests_per_minute: 6000, request_timeout: 5s}
        poll: {first_after: 2s, interval: 2s, max_interval: 2s}
        %s
        %s
        %s
        """
            .formatted(SANDBOX, redis, callback, more));
  }

  /** Restarts the daemon; a failure shows the journal. */
  void restart() throws Exception {
    machine.does(
        "systemctl restart keyframed || { journalctl --sync; journalctl -n 40 -u keyframed; false; }");
  }

  /** Waits until the job has that state. */
  void await(String job, String state) throws Exception {
    machine.await(
        "keyframed status %s --json 2> /dev/null | grep -o '\"state\":\"[a-z]*\"' | head -1"
            .formatted(job),
        "\"state\":\"" + state + "\"");
  }

  /** Returns the journal of the unit, with all instances. */
  String journal() throws Exception {
    return machine.says("journalctl --sync; journalctl --no-pager -o cat -u keyframed");
  }

  /** Returns the errors in the journal of the unit. */
  String errors() throws Exception {
    return machine.says("journalctl --sync; journalctl --no-pager -o cat -p err -u keyframed");
  }

  /** Returns the version of the daemon with that metrics port. */
  String version(int port) throws Exception {
    return machine.says(
        "curl -fsS http://127.0.0.1:%d/metrics | grep ^keyframed_build_info".formatted(port));
  }

  /** Returns a property of the unit from systemd. */
  String show(String property) throws Exception {
    return machine.says("systemctl show -P " + property + " keyframed");
  }

  /** Stops the machine and deletes its files. */
  void stop() throws Exception {
    machine.stop();
  }
}
