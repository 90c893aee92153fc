package io.github.fleetmigrate.adapter.ssh;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What known_hosts files say of one host's keys; the format is that of sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
final class KnownHosts {
  private static final int DEFAULT_PORT = 22;
  private final List<Line> lines;

  enum Marker {
    KEY,
    CERT_AUTHORITY,
    REVOKED
  }

  /** @param where {@code file:line} */
  record Line(Marker marker, String patterns, String type, byte[] key, String where) {}

  enum Verdict {
    KNOWN,
    UNKNOWN,
    CHANGED,
    REVOKED
  }

  /** @param where the line that it rests on; null for an unknown key */
  record Answer(Verdict verdict, String where) {}

  KnownHosts(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Lines of one file; what is no such line is passed over, as ssh does. */
  static List<Line> parse(String file, String text) {
    List<Line> out = new ArrayList<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      List<String> words = new ArrayList<>(Arrays.asList(raw.strip().split("\\s+")));
      if (words.get(0).isEmpty() || words.get(0).startsWith("#")) {
        continue;
      }
      Marker marker = Marker.KEY;
      if (words.get(0).startsWith("@")) {
        switch (words.remove(0)) {
          case "@cert-authority" -> marker = Marker.CERT_AUTHORITY;
          case "@revoked" -> marker = Marker.REVOKED;
          default -> words.clear();
        }
      }
      if (words.size() >= 3) {
        try {
          out.add(new Line(marker, words.get(0), words.get(1), Base64.getDecoder().decode(words.get(2)), file + ":" + number));
        } catch (IllegalArgumentException noKey) {
          continue;
        }
      }
    }
    return out;
  }

  /** What the files say of a plain key. One for a port of its own may be known by the host's name alone, as with ssh. */
  Answer key(String host, int port, byte[] key) {
    return withoutPortToo(host, port, key, Marker.KEY);
  }

  /** What the files say of a certificate, by the key that signed it and by the key in it. */
  Answer certificate(String host, int port, byte[] authority, byte[] key) {
    Answer inner = revoked(host, port, key);
    return inner != null ? inner : withoutPortToo(host, port, authority, Marker.CERT_AUTHORITY);
  }

  private Answer withoutPortToo(String host, int port, byte[] key, Marker wanted) {
    Answer here = find(host, port, key, wanted);
    if (here.verdict() != Verdict.UNKNOWN || port == DEFAULT_PORT) {
      return here;
    }
    Answer plain = find(host, DEFAULT_PORT, key, wanted);
    return plain.verdict() == Verdict.CHANGED ? here : plain;
  }

  private Answer find(String host, int port, byte[] key, Marker wanted) {
    Answer revoked = revoked(host, port, key);
    if (revoked != null) {
      return revoked;
    }
    String other = null;
    for (Line line : lines) {
      if (line.marker() == wanted && applies(line, host, port)) {
        if (Arrays.equals(line.key(), key)) {
          return new Answer(Verdict.KNOWN, line.where());
        }
        other = other == null ? line.where() : other;
      }
    }
    // Another authority than the known ones is a stranger's; another key is a change.
    boolean changed = other != null && wanted == Marker.KEY;
    return new Answer(changed ? Verdict.CHANGED : Verdict.UNKNOWN, changed ? other : null);
  }

  private Answer revoked(String host, int port, byte[] key) {
    return lines.stream()
        .filter(l -> l.marker() == Marker.REVOKED && Arrays.equals(l.key(), key) && applies(l, host, port))
        .findFirst()
        .map(l -> new Answer(Verdict.REVOKED, l.where()))
        .orElse(null);
  }

  /** Key types that are known of the host, so that it is asked for one of these first. */
  Set<String> types(String host, int port) {
    Set<String> out = new LinkedHashSet<>();
    lines.stream()
        .filter(l -> l.marker() == Marker.KEY && applies(l, host, port))
        .forEach(l -> out.add(l.type()));
    return out.isEmpty() && port != DEFAULT_PORT ? types(host, DEFAULT_PORT) : out;
  }

  boolean hasAuthority(String host, int port) {
    return lines.stream()
        .anyMatch(l -> l.marker() == Marker.CERT_AUTHORITY && (applies(l, host, port) || applies(l, host, DEFAULT_PORT)));
  }

  /** How known_hosts names a host: {@code [host]:port} for a port of its own. */
  static String name(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return port == DEFAULT_PORT ? lower : "[" + lower + "]:" + port;
  }

  private static boolean applies(Line line, String host, int port) {
    String name = name(host, port);
    if (line.patterns().startsWith("|1|")) {
      return hashed(line.patterns(), name);
    }
    boolean matched = false;
    for (String pattern : line.patterns().split(",")) {
      boolean negated = pattern.startsWith("!");
      if (glob(negated ? pattern.substring(1) : pattern, name)) {
        if (negated) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
  }

  private static boolean glob(String pattern, String name) {
    StringBuilder regex = new StringBuilder();
    pattern
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
    return name.matches(regex.toString());
  }

  private static boolean hashed(String pattern, String name) {
    String[] parts = pattern.split("\\|");
    if (parts.length != 4) {
      return false;
    }
    try {
      byte[] hash = KnownHostsFile.hash(Base64.getDecoder().decode(parts[2]), name);
      return Arrays.equals(hash, Base64.getDecoder().decode(parts[3]));
    } catch (GeneralSecurityException | IllegalArgumentException noHash) {
      return false;
    }
  }
}
