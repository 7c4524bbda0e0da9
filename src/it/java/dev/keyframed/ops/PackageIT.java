package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import dev.keyframed.ops.Tool.Run;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the package on a machine: installed by the documented steps, upgraded, removed, purged. */
class PackageIT {
  private static final Page PAGE = Page.of("operations.md");
  private static final String CONFIGURATION = "/etc/keyframed/keyframed.yaml";
  private static final String SECRET = "/etc/keyframed/callback.secret";
  private static final String KEY = "/etc/keyframed/provider.api_key";

  /** Avoids /var/lib/keyframed, a link that exists only with the unit's rights. */
  private static final String VIDEOS = "/var/lib/private/keyframed/videos";

  /** Runs the following command as a user who can read only world-readable files. */
  private static final String NOBODY = "setpriv --reuid 65534 --regid 65534 --clear-groups ";

  @TempDir static Path dir;
  private static DebianHostFixture host;
  private static ContainerFixture machine;
  private static String lastSaid;

  /** Follows the page of operations, replacing the steps that need an account at the provider. */
  @BeforeAll
  static void follow() throws Exception {
    String steps = PAGE.section("Install the package").blocks("sh").get(0);
    Page simulator = PAGE.section("The simulator beside the package");
    host = DebianHostFixture.boot(dir);
    machine = host.machine;
    // This is the state that apt leaves, which installs the dependency.
    machine.does("systemctl start redis-server");
    machine.write("/root/typed.yaml", simulator.blocks("yaml").get(0));
    machine.write("/usr/local/bin/editor", "#!/bin/sh\ncat /root/typed.yaml > \"$1\"\n");
    machine.does("chmod +x /usr/local/bin/editor");
    for (String step : steps.lines().toList()) {
      if (!step.startsWith("mvn ")) { // It has made what is tested here.
        lastSaid = machine.says("cd /root; echo sandbox-key | " + step);
      }
      if (step.startsWith("apt ")) {
        host.sandbox(simulator.blocks("sh").get(0).strip());
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (host != null) {
      host.stop();
    }
  }

  @Test
  void documented_installation_steps_produce_a_video() throws Exception {
    assertThat(lastSaid).contains("succeeded");
    assertThat(machine.says("systemctl is-enabled keyframed")).isEqualTo("enabled");
  }

  @Test
  void check_config_reads_the_units_secrets_or_names_the_unchecked_ones() throws Exception {
    host.configure("");
    String check = "keyframed check-config --config " + CONFIGURATION;

    assertThat(machine.says(check))
        .contains("api_key: \"***\"  # " + KEY)
        .contains("secret: \"***\"  # " + SECRET)
        .doesNotContain("not checked", "sandbox-key");
    machine.does("chmod 600 " + KEY);
    assertThat(machine.says(NOBODY + check))
        .contains("not checked: provider.api_key: " + KEY)
        .contains("not checked: callback.secret: " + SECRET);
    machine.does("mv " + KEY + " /root/aside");
    Run missing = machine.run(check);
    machine.does("mv /root/aside " + KEY);
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.said()).startsWith("provider.api_key: is missing");
  }

  @Test
  void ordinary_user_can_read_the_requested_video() throws Exception {
    machine.does("useradd --uid 1000 --non-unique --create-home alice");
    Page videos = Page.of("jobs-and-results.md").section("Get the file");
    machine.does("set -e\n" + videos.blocks("sh").get(0).replace("ALICE", "alice"));
    host.configure(videos.blocks("yaml").get(0));
    host.restart();

    String said = machine.says("su alice -c '" + DebianHostFixture.SUBMIT + "hers --wait'");

    Matcher path = Pattern.compile("/srv/videos/\\S+/hers\\.mp4").matcher(said);
    assertThat(path.find()).as(said).isTrue();
    assertThat(machine.says("su alice -c 'head -c 12 " + path.group() + "'")).contains("ftyp");
    assertThat(machine.run(NOBODY + "cat " + path.group()).exit()).isNotZero();
    machine.does("rm -r /etc/systemd/system/keyframed.service.d; systemctl daemon-reload");
    host.configure("");
    host.restart();
  }

  @Test
  void upgrade_restarts_running_units_and_keeps_local_files() throws Exception {
    String secret = machine.says("cat " + SECRET);
    host.configure("# changed here");
    host.restart();
    String daemon = host.show("MainPID");
    host.faults("query_empty_status=100%");
    machine.does(DebianHostFixture.SUBMIT + "under-way");
    host.await("under-way", "generating");

    machine.write("/root/newer.sh", ContainerFixture.resource("newer.sh"));
    machine.does("cd /root; sh newer.sh target/keyframed.deb newer.deb");
    machine.does(DebianHostFixture.INSTALL + "/root/newer.deb");

    assertThat(machine.says("dpkg-query -W keyframed")).endsWith("99");
    assertThat(host.show("ActiveState")).isEqualTo("active");
    assertThat(host.show("MainPID")).isNotEqualTo(daemon);
    assertThat(machine.says("cat " + SECRET)).isEqualTo(secret);
    assertThat(machine.says("cat " + CONFIGURATION)).contains("# changed here");
    assertThat(machine.says("cat " + CONFIGURATION + ".dpkg-dist")).contains("# of the newer one");
    host.await("under-way", "generating");
    host.faults("");
    host.await("under-way", "succeeded");
    assertThat(tasksOf("under-way")).isOne();
    assertThat(videos()).filteredOn(video -> video.endsWith("/under-way.mp4")).hasSize(1);
  }

  @Test
  void removed_package_leaves_secrets_and_videos_and_can_be_reinstalled() throws Exception {
    String secrets = machine.says("cat " + SECRET + " " + KEY);
    List<String> videos = videos();

    machine.does("apt-get remove -y keyframed");

    assertThat(host.show("ActiveState")).isEqualTo("inactive");
    assertThat(machine.run("pgrep -f '[k]eyframed.jar serve'").said()).isEmpty();
    machine.does(DebianHostFixture.INSTALL + DebianHostFixture.CARRIED);
    machine.does("systemctl start keyframed");
    assertThat(machine.says("systemctl is-enabled keyframed")).isEqualTo("enabled");
    assertThat(machine.says("cat " + SECRET + " " + KEY)).isEqualTo(secrets);
    assertThat(videos()).isNotEmpty().containsExactlyInAnyOrderElementsOf(videos);
  }

  @Test
  void purged_package_deletes_secrets_and_keeps_videos() throws Exception {
    String secret = machine.says("cat " + SECRET);
    List<String> videos = videos();

    String said = machine.says("apt-get purge -y keyframed");

    assertThat(said).contains("videos and the embedded Redis stay in /var/lib/private/keyframed");
    assertThat(machine.run("ls -d /etc/keyframed /usr/*/keyframed 2> /dev/null").said()).isEmpty();
    assertThat(videos()).isNotEmpty().containsExactlyInAnyOrderElementsOf(videos);
    machine.does(DebianHostFixture.INSTALL + DebianHostFixture.CARRIED);
    Run fresh = machine.run("keyframed check-config --config " + CONFIGURATION);
    assertThat(fresh.exit()).isEqualTo(2);
    assertThat(fresh.said().lines())
        .extracting(line -> line.replaceFirst("^/\\S+: ", "").replaceFirst(": is missing.*", ""))
        .containsExactlyInAnyOrder("provider.api_key", "callback.public_url");
    assertThat(machine.says("grep -E '^(data_dir|  embedded_port):' " + CONFIGURATION))
        .isEqualTo("data_dir: /var/lib/keyframed\n  embedded_port: 6380");
    host.configure("");
    machine.does("systemctl enable --now keyframed");
    assertThat(machine.says("cat " + SECRET)).isNotEmpty().isNotEqualTo(secret);
    assertThat(machine.says(DebianHostFixture.SUBMIT + "anew --wait")).contains("succeeded");
    assertThat(videos()).containsAll(videos).hasSize(videos.size() + 1);
  }

  @Test
  void packaged_command_takes_jvm_flags() throws Exception {
    assertThat(machine.says("KEYFRAMED_JAVA_OPTS='-Xmx64m -Xlog:gc+init' keyframed stats"))
        .contains("Heap Max Capacity: 64M")
        .contains("queued");
  }

  private static long tasksOf(String job) throws Exception {
    return new JsonObject(host.ledger())
        .getJsonArray("tasks").stream()
            .map(JsonObject.class::cast)
            .filter(task -> job.equals(task.getString("job")))
            .count();
  }

  private static List<String> videos() throws Exception {
    return machine.says("find " + VIDEOS + " -name '*.mp4' -size +0").lines().toList();
  }
}
