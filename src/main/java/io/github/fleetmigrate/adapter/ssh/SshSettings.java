package io.github.fleetmigrate.adapter.ssh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One host's settings as {@code ssh -G} prints them: a lower-case keyword and its value a line, a keyword several times
 * where it has several values.
 */
record SshSettings(String alias, String home, Map<String, List<String>> values) {

  static SshSettings parse(String alias, String home, String output) {
    Map<String, List<String>> values = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.strip().split("\\s+", 2);
      if (words.length == 2) {
        values.computeIfAbsent(words[0].toLowerCase(Locale.ROOT), k -> new ArrayList<>()).add(words[1]);
      }
    }
    return new SshSettings(alias, home, values);
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
  String agentSocket(Map<String, String> environment) {
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
    if (!none("proxycommand")) {
      return "ProxyCommand";
    }
    if (!none("knownhostscommand")) {
      return "KnownHostsCommand";
    }
    if (!none("pkcs11provider")) {
      return "PKCS11Provider";
    }
    if (values.containsKey("certificatefile")) {
      return "CertificateFile";
    }
    return null;
  }

  boolean gssapi() {
    return one("gssapiauthentication", "no").equals("yes");
  }

  /** ssh's own tokens, of those that make sense in a file's name. */
  private String expand(String path) {
    String out = path.startsWith("~/") ? home + path.substring(1) : path;
    return out.replace("%d", home)
        .replace("%h", host())
        .replace("%n", alias)
        .replace("%p", String.valueOf(port()))
        .replace("%r", user())
        .replace("%u", System.getProperty("user.name"))
        .replace("%%", "%");
  }
}
