package dev.keyframed.ops;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Floods the listener in several ways at full speed, each from its own loopback address.
 *
 * <p>It runs in a process of its own, so that its pauses do not affect the process that measures.
 */
final class FloodGenerator {
  private static final int PATIENCE = 5_000;
  private static final String FORGED =
      "GET /callbacks/job/1-abcd/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final byte[] PING = {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
  private static final int IDLE = 250;

  /** Holds the beginning of a handshake's first message, which announces much more. */
  private static final byte[] HELLO =
      Arrays.copyOf(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3}, 500);

  private static final long EACH_BYTE_NANOS = Duration.ofMillis(100).toNanos();

  private final int port;
  private final SSLContext trusting;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong rounds = new AtomicLong();
  private volatile boolean over;

  /**
   * Creates a flood that is not started.
   *
   * @param certificate the listener's, as PEM
   */
  private FloodGenerator(int port, Path certificate) throws GeneralSecurityException, IOException {
    this.port = port;
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      known.setCertificateEntry(
          "listener", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  private interface Round {
    void go() throws IOException;
  }

  /** Writes forged requests on four connections without waiting for answers. */
  private void pipelinesForged(String address) {
    byte[] breath = FORGED.repeat(500).getBytes(US_ASCII);
    start(4, () -> writeForEver(address, "http/1.1", new byte[0], breath));
  }

  /** Connects in four threads repeatedly, with one request each time. */
  private void comesAgain(String address) {
    byte[] once = FORGED.getBytes(US_ASCII);
    start(
        4,
        () -> {
          try (SSLSocket socket = connect(address, "http/1.1")) {
            socket.getOutputStream().write(once);
            readAll(socket.getInputStream());
          }
        });
  }

  /** Sends only HTTP/2 control frames on two connections. */
  private void sendsControlFrames(String address) {
    ByteArrayOutputStream opening = new ByteArrayOutputStream();
    opening.writeBytes(PREFACE);
    opening.writeBytes(SETTINGS);
    ByteArrayOutputStream breath = new ByteArrayOutputStream();
    for (int count = 0; count < 500; count++) {
      breath.writeBytes(PING);
      breath.writeBytes(SETTINGS);
    }
    start(2, () -> writeForEver(address, "h2", opening.toByteArray(), breath.toByteArray()));
  }

  /**
   * Holds the maximum of connections for one address, each in a slow handshake, and reopens lost
   * ones.
   */
  private void holds(String address) {
    Socket[] held = new Socket[IDLE];
    int[] said = new int[IDLE];
    start(
        1,
        () -> {
          for (int at = 0; at < IDLE && !over; at++) {
            try {
              if (held[at] == null) {
                held[at] = bare(address);
                said[at] = 0;
              }
              held[at].getOutputStream().write(HELLO[said[at]++]);
            } catch (IOException lost) {
              held[at] = null;
            }
          }
          LockSupport.parkNanos(EACH_BYTE_NANOS);
          if (over) {
            for (Socket each : held) {
              if (each != null) {
                each.close();
              }
            }
          }
        });
  }

  private void start(int count, Round round) {
    for (int thread = 0; thread < count; thread++) {
      Thread stranger = new Thread(() -> repeat(round), "stranger");
      stranger.setDaemon(true);
      threads.add(stranger);
      stranger.start();
    }
  }

  private void repeat(Round round) {
    while (!over) {
      try {
        round.go();
      } catch (IOException closed) {
        // The listener is expected to close connections.
      }
      rounds.incrementAndGet();
    }
  }

  private void writeForEver(String address, String protocol, byte[] opening, byte[] breath)
      throws IOException {
    try (SSLSocket socket = connect(address, protocol)) {
      OutputStream out = socket.getOutputStream();
      out.write(opening);
      while (!over) {
        out.write(breath);
      }
    }
  }

  private static void readAll(InputStream in) throws IOException {
    byte[] buffer = new byte[1024];
    while (in.read(buffer) >= 0) {
      // until the listener closes
    }
  }

  private Socket bare(String address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(PATIENCE);
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  private SSLSocket connect(String address, String protocol) throws IOException {
    Socket bare = bare(address);
    try {
      SSLSocket socket =
          (SSLSocket) trusting.getSocketFactory().createSocket(bare, "127.0.0.1", port, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException refused) {
      bare.close();
      throw refused;
    }
  }

  /** Floods in the given ways until standard input ends, then prints the number of attempts. */
  public static void main(String[] args) throws Exception {
    FloodGenerator flood = new FloodGenerator(Integer.parseInt(args[0]), Path.of(args[1]));
    for (String kind : Arrays.asList(args).subList(2, args.length)) {
      flood.begin(kind);
    }
    int unused = System.in.read();
    flood.over = true;
    for (Thread stranger : flood.threads) {
      stranger.join(PATIENCE);
    }
    System.out.println(flood.rounds);
  }

  private void begin(String kind) {
    switch (kind) {
      case "pipelined" -> pipelinesForged("127.0.0.2");
      case "again" -> comesAgain("127.0.0.3");
      case "frames" -> sendsControlFrames("127.0.0.4");
      default -> IntStream.rangeClosed(5, 8).forEach(address -> holds("127.0.0." + address));
    }
  }

  /** Starts a process that floods in the given ways. */
  static Process start(int port, Path certificate, List<String> kinds) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FloodGenerator.class.getName(),
                Integer.toString(port),
                certificate.toString()));
    command.addAll(kinds);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
