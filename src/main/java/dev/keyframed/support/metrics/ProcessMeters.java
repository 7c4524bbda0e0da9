package dev.keyframed.support.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * Registers meters of the JVM, the process and the build. After a close garbage collections are no
 * longer observed.
 */
public final class ProcessMeters implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double NANOS = 1e9;
  private static final long KILOBYTE = 1024;

  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Registers the meters. */
  public ProcessMeters(MeterRegistry registry) {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    bindProcess(registry);
    Gauge.builder("keyframed.build.info", () -> 1)
        .description("Always 1; the label is the version.")
        .tag("version", version())
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
  }

  /** Registers meters under the names that Prometheus' own libraries use and its tools know. */
  private static void bindProcess(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder(
              "process.cpu.seconds", system, bean -> bean.getProcessCpuTime() / NANOS)
          .description("Processor time used by the process.")
          .register(registry);
    }
    Gauge.builder("process.resident.memory", ProcessMeters::residentBytes)
        .description("Resident memory of the process; NaN if the system does not report it.")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Reads proc(5), which has it as {@code VmRSS: 168204 kB}. */
  private static double residentBytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
          .findFirst()
          .orElseThrow();
    } catch (IOException | UncheckedIOException | NoSuchElementException elsewhere) {
      return Double.NaN;
    }
  }

  /** Returns the version of this build. */
  public static String version() {
    try (InputStream text = ProcessMeters.class.getResourceAsStream("/dev/keyframed/version.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
