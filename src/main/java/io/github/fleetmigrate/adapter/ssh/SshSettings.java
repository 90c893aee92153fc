package io.github.fleetmigrate.adapter.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One host's settings as {@code ssh -G} prints them: a lower-case keyword and its value a line, a keyword several times
 * where it has several values.
 */
record SshSettings(String alias, String home, Map<String, String> environment, Map<String, List<String>> values) {
  private static final Pattern TOKEN = Pattern.compile("%[%dhknpru]|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  /** Settings that sshj has no equal for, where they say anything. */
  private static final List<String> PROGRAM_ONLY =
      List.of("ProxyCommand", "KnownHostsCommand", "PKCS11Provider", "CertificateFile", "BindAddress", "BindInterface");

  static SshSettings parse(String alias, String home, Map<String, String> environment, String output) {
    Map<String, List<String>> values = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.strip().split("\\s+", 2);
      if (words.length == 2) {
        values.computeIfAbsent(words[0].toLowerCase(Locale.ROOT), k -> new ArrayList<>()).add(words[1]);
      }
    }
    return new SshSettings(alias, home, environment, values);
  }

  private String one(String key, String otherwise) {
    List<String> all = values.get(key);
    return all == null ? otherwise : all.get(0);
  }

  private boolean none(String key) {
    String value = one(key, "none");
    return value.equalsIgnoreCase("none") || value.isBlank();
  }

  String host() {
    return one("hostname", alias);
  }

  int port() {
    return Integer.parseInt(one("port", "22"));
  }

  String user() {
    return one("user", System.getProperty("user.name"));
  }

  /** The name that known_hosts files have the host's key under. */
  String keyName() {
    return one("hostkeyalias", host());
  }

  /** An alias stands for itself: no port is added to it. */
  int keyPort() {
    return values.containsKey("hostkeyalias") ? 22 : port();
  }

  List<String> identityFiles() {
    return values.getOrDefault("identityfile", List.of()).stream()
        .filter(file -> !file.equalsIgnoreCase("none"))
        .map(this::expand)
        .toList();
  }

  boolean identitiesOnly() {
    return one("identitiesonly", "no").equals("yes");
  }

  List<String> knownHostsFiles() {
    List<String> out = new ArrayList<>(files("userknownhostsfile"));
    out.addAll(files("globalknownhostsfile"));
    return out;
  }

  List<String> files(String key) {
    return none(key) ? List.of() : Arrays.stream(one(key, "").split("\\s+")).map(this::expand).toList();
  }

  /** Hops on the way, the first one first. */
  List<String> jumps() {
    return none("proxyjump") ? List.of() : List.of(one("proxyjump", "").split("\\s*,\\s*"));
  }

  /** The agent's socket; null where no agent is to be asked. */
  String agentSocket() {
    String value = one("identityagent", "SSH_AUTH_SOCK");
    if (value.equalsIgnoreCase("none")) {
      return null;
    }
    if (value.equals("SSH_AUTH_SOCK")) {
      return environment.get("SSH_AUTH_SOCK");
    }
    return value.startsWith("$") ? environment.get(value.replaceAll("[${}]", "")) : expand(value);
  }

  /** Why the connection can only be made by the ssh program itself; null where it need not. */
  String onlyByProgram() {
    for (String key : PROGRAM_ONLY) {
      if (!none(key.toLowerCase(Locale.ROOT))) {
        return key;
      }
    }
    for (String file : files("revokedhostkeys")) {
      if (isKeyRevocationList(Path.of(file))) {
        return "the RevokedHostKeys list " + file;
      }
    }
    return null;
  }

  /** OpenSSH's own binary format, as {@code ssh-keygen -k} writes it. */
  private static boolean isKeyRevocationList(Path file) {
    byte[] magic = "SSHKRL\n\0".getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(magic.length), magic);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The socket of a connection that the ssh program shares, where there is one now; null where there is none. */
  String sharedConnection() {
    String path = one("controlpath", "none");
    return !none("controlpath") && Files.exists(Path.of(path)) ? path : null;
  }

  /** Whether an address is of the family that AddressFamily wants. */
  boolean takes(InetAddress address) {
    return switch (one("addressfamily", "any")) {
      case "inet" -> address instanceof Inet4Address;
      case "inet6" -> address instanceof Inet6Address;
      default -> true;
    };
  }

  boolean hashesKnownHosts() {
    return one("hashknownhosts", "no").equals("yes");
  }

  boolean gssapi() {
    return one("gssapiauthentication", "no").equals("yes");
  }

  /** ssh's own tokens and variables, of those that make sense in a file's name (ssh_config(5), TOKENS). */
  private String expand(String path) {
    String whole = path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
    Matcher token = TOKEN.matcher(whole);
    StringBuilder out = new StringBuilder();
    while (token.find()) {
      String variable = token.group(1);
      String value = variable == null ? token(token.group().charAt(1)) : environment.get(variable);
      token.appendReplacement(out, Matcher.quoteReplacement(value == null ? token.group() : value));
    }
    return token.appendTail(out).toString();
  }

  private String token(char letter) {
    return switch (letter) {
      case '%' -> "%";
      case 'd' -> home;
      case 'h' -> host();
      case 'k' -> keyName();
      case 'n' -> alias;
      case 'p' -> String.valueOf(port());
      case 'r' -> user();
      case 'u' -> System.getProperty("user.name");
      default -> null;
    };
  }
}
