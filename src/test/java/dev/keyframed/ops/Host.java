package dev.keyframed.ops;

import java.nio.file.Files;
import java.nio.file.Path;

/** A machine that the package goes onto, with the provider's simulator beside the daemon. */
final class Host {
  static final Path PACKAGE = Path.of("target/keyframed.deb");

  /** Puts packages onto it that are to follow; a configuration that was changed stays. */
  static final String INSTALL =
      "apt-get install -y --allow-downgrades -o Dpkg::Options::=--force-confold ";

  /** Where the package lies on it. */
  static final String CARRIED = "/root/target/keyframed.deb";

  /** Puts a job on the queue; its id and more is to follow. */
  static final String SUBMIT =
      "keyframed submit --last-frame https://example.com/b.jpg --prompt dusk --id ";

  /** As the package has it; 6379 is Debian's own Redis. */
  private static final int EMBEDDED_PORT = 6380;

  private static final String SANDBOX = "http://127.0.0.1:8089";

  final Machine machine;

  private Host(Machine machine) {
    this.machine = machine;
  }

  /** Boots one, and carries the package to it. */
  static Host boot(Path dir) throws Exception {
    if (!Files.exists(PACKAGE)) {
      throw Tool.missing("there is no " + PACKAGE + ": mvn -Pdeb verify makes it");
    }
    Machine machine = Machine.boot(dir);
    // Whose index of all manual pages is made anew for each package.
    machine.does("rm -f /var/lib/man-db/auto-update; mkdir /root/target");
    machine.put(PACKAGE, CARRIED);
    return new Host(machine);
  }

  /** Runs the simulator, whose tasks take so many seconds. */
  void sandbox(int generation) throws Exception {
    sandbox("keyframed sandbox --port 8089 --submissions-per-minute 0 --generation " + generation);
  }

  /** Runs that command of the simulator from now on. */
  void sandbox(String command) throws Exception {
    machine.does("systemd-run --collect --unit=sandbox " + command);
    machine.await("curl -s -o /dev/null -w '%{http_code}' " + SANDBOX + "/_sandbox/ledger", "200");
  }

  /** From now on the simulator plays these faults. */
  void faults(String plan) throws Exception {
    machine.does(
        "curl -fsS -H 'Content-Type: application/json' -d '{\"plan\": \"%s\"}' %s/_sandbox/faults"
            .formatted(plan, SANDBOX));
  }

  /** Waits until the simulator has booked the success of that job's task, and of so many pushes. */
  void awaitHeard(String job, int pushes) throws Exception {
    machine.await(
        "curl -s " + SANDBOX + "/_sandbox/ledger | tr -d ' \n'",
        ".*\"job\":\"%s\"[^}]*\"status\":\"success\"[^}]*\"heard\":%d.*".formatted(job, pushes));
  }

  /** What the simulator has booked. */
  String ledger() throws Exception {
    return machine.says("curl -fsS " + SANDBOX + "/_sandbox/ledger");
  }

  /** The key, and a configuration for the simulator, without patience; more goes into it. */
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

  /** Starts the daemon anew; where that fails, its journal says why. */
  void restart() throws Exception {
    machine.does(
        "systemctl restart keyframed || { journalctl --sync; journalctl -n 40 -u keyframed; false; }");
  }

  /** Waits until that job is there. */
  void await(String job, String state) throws Exception {
    machine.await(
        "keyframed status %s --json 2> /dev/null | grep -o '\"state\":\"[a-z]*\"' | head -1"
            .formatted(job),
        "\"state\":\"" + state + "\"");
  }

  /** What the journal has of the unit, all instances of it. */
  String journal() throws Exception {
    return machine.says("journalctl --sync; journalctl --no-pager -o cat -u keyframed");
  }

  /** What of that is an error. */
  String errors() throws Exception {
    return machine.says("journalctl --sync; journalctl --no-pager -o cat -p err -u keyframed");
  }

  /** The version of the daemon whose metrics are on that port. */
  String version(int port) throws Exception {
    return machine.says(
        "curl -fsS http://127.0.0.1:%d/metrics | grep ^keyframed_build_info".formatted(port));
  }

  /** What systemd knows of the unit. */
  String show(String property) throws Exception {
    return machine.says("systemctl show -P " + property + " keyframed");
  }

  /** Ends it, and leaves nothing behind. */
  void stop() throws Exception {
    machine.stop();
  }
}
