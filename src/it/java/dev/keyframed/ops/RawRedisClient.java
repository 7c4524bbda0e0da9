package dev.keyframed.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes arbitrary bytes to Redis, of any length and number, like a careless producer. */
final class RawRedisClient implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  RawRedisClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a command and returns a line of answer, or the bulk text that it announces. */
  String ask(String... words) throws IOException {
    begin(words.length);
    for (String word : words) {
      word(word.getBytes(UTF_8));
    }
    return answer();
  }

  /** Begins a command of that many words. */
  void begin(int words) throws IOException {
    out.write(("*" + words + "\r\n").getBytes(ISO_8859_1));
  }

  /** Adds a word, which is written in the given parts. */
  void word(List<byte[]> parts) throws IOException {
    int length = parts.stream().mapToInt(part -> part.length).sum();
    out.write(("$" + length + "\r\n").getBytes(ISO_8859_1));
    for (byte[] part : parts) {
      out.write(part);
    }
    out.write("\r\n".getBytes(ISO_8859_1));
  }

  void word(byte[] bytes) throws IOException {
    word(Collections.singletonList(bytes));
  }

  /** Begins an entry of the queue with that many fields. */
  void entry(int fields) throws IOException {
    begin(3 + 2 * fields);
    for (String word : List.of("XADD", "{keyframed}:jobs", "*")) {
      word(word.getBytes(UTF_8));
    }
  }

  /** Reads an answer that is not a list. */
  String answer() throws IOException {
    out.flush();
    String line = line();
    if (line.startsWith("-")) {
      throw new IOException(line);
    }
    return line.startsWith("$") && !line.equals("$-1") ? line() : line.substring(1);
  }

  /** Reads a list whose elements are lines. */
  void answers() throws IOException {
    int count = Integer.parseInt(answer());
    for (int at = 0; at < count; at++) {
      String unused = answer();
    }
  }

  /** Returns a number from the lines of INFO. */
  long info(String name) throws IOException {
    begin(1);
    word("INFO".getBytes(UTF_8));
    out.flush();
    int length = Integer.parseInt(line().substring(1).toLowerCase(Locale.ROOT));
    String all = new String(in.readNBytes(length + 2), UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) {
        throw new IOException("Redis has closed the connection");
      }
      if (letter != '\r') {
        line.write(letter);
      }
    }
    return line.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
