package dev.keyframed.metrics;

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

/** The JVM, the process, and which build it runs. Closed, it no longer listens for collections. */
public final class ProcessMeters implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double NANOS = 1e9;
  private static final long KILOBYTE = 1024;

  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Registers them. */
  public ProcessMeters(MeterRegistry registry) {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    bindProcess(registry);
    Gauge.builder("keyframed.build.info", () -> 1)
        .description("Always 1; tells the version.")
        .tag("version", version())
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
  }

  /** Under the names that Prometheus' own libraries use, which its tools know. */
  private static void bindProcess(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder(
              "process.cpu.seconds", system, bean -> bean.getProcessCpuTime() / NANOS)
          .description("Processor time that the process has used.")
          .register(registry);
    }
    Gauge.builder("process.resident.memory", ProcessMeters::residentBytes)
        .description("Memory of the process that is resident; NaN where the system does not tell.")
        .baseUnit("bytes")
        .register(registry);
  }

  /** From proc(5), where it stands as {@code VmRSS: 168204 kB}. */
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

  /** Which build this is. */
  public static String version() {
    try (InputStream text = ProcessMeters.class.getResourceAsStream("/dev/keyframed/version.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
