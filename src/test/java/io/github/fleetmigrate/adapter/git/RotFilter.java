package io.github.fleetmigrate.adapter.git;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A filter that git talks to by its long-running process protocol (gitattributes, "process"): it rotates letters. */
final class RotFilter {
  private final DataInputStream in = new DataInputStream(System.in);
  private final OutputStream out = System.out;

  private RotFilter() {}

  /** The command line for {@code filter.<name>.process}. */
  static String command() {
    return "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:TieredStopAtLevel=1 -cp '"
        + System.getProperty("java.class.path").split(java.io.File.pathSeparator)[0] + "' " + RotFilter.class.getName();
  }

  static String rotate(String text) {
    return text.chars().map(RotFilter::rotate).collect(
        StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append).toString();
  }

  private static int rotate(int c) {
    return c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + 13) % 26 : c;
  }

  public static void main(String[] arguments) throws IOException {
    new RotFilter().serve();
  }

  private void serve() throws IOException {
    readList();
    write("git-filter-server\n", "version=2\n");
    readList();
    write("capability=clean\n", "capability=smudge\n");
    try {
      while (true) {
        readList();
        byte[] content = readList();
        write("status=success\n");
        for (int from = 0; from < content.length; from += 60_000) {
          int length = Math.min(60_000, content.length - from);
          String part = new String(content, from, length, StandardCharsets.ISO_8859_1);
          packet(rotate(part).getBytes(StandardCharsets.ISO_8859_1));
        }
        write();
        write();
      }
    } catch (EOFException gitHasLeft) {
      out.flush();
    }
  }

  /** All packets up to a flush packet, one after the other. */
  private byte[] readList() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      byte[] length = new byte[4];
      in.readFully(length);
      int size = Integer.parseInt(new String(length, StandardCharsets.US_ASCII), 16);
      if (size == 0) {
        return all.toByteArray();
      }
      byte[] content = new byte[size - 4];
      in.readFully(content);
      all.writeBytes(content);
    }
  }

  private void write(String... lines) throws IOException {
    for (String line : lines) {
      packet(line.getBytes(StandardCharsets.US_ASCII));
    }
    out.write("0000".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void packet(byte[] content) throws IOException {
    out.write(String.format("%04x", content.length + 4).getBytes(StandardCharsets.US_ASCII));
    out.write(content);
  }
}
