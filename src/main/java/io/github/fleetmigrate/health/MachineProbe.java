package io.github.fleetmigrate.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked of a machine, in one command so that it costs one round trip. The text is fixed: nothing of a flake is in
 * it. It holds neither single quotes nor backslashes, so every login shell hands it to {@code sh} as it is.
 */
public final class MachineProbe {
  private static final String MARK = "@@fleet-migrate";
  private static final Pattern BEGIN = Pattern.compile(MARK + " begin ([a-z-]+)");
  private static final Pattern END = Pattern.compile(MARK + " end ([a-z-]+) ([0-9]+)");
  private static final String NIX = "nix --extra-experimental-features nix-command";

  private MachineProbe() {}

  /**
   * What one question was answered.
   *
   * @param code exit code of its command; null where it never ended
   */
  public record Answer(Integer code, List<String> lines) {
    public Answer {
      lines = List.copyOf(lines);
    }

    /** Whether it ended well and said something. */
    boolean told() {
      return code != null && code == 0 && !first().isEmpty();
    }

    String first() {
      return lines.stream().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    }
  }

  /** The questions by name, each with its command. */
  private static Map<String, String> questions() {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("hostname", "uname -n");
    out.put("clock", "date +%s");
    out.put("boot-id", "cat /proc/sys/kernel/random/boot_id");
    out.put("kernel", "uname -r");
    out.put("current", "readlink -f /run/current-system");
    out.put("booted", "readlink -f /run/booted-system");
    out.put("profile", "readlink /nix/var/nix/profiles/system");
    out.put("current-kernel", "readlink -f /run/current-system/kernel");
    out.put("booted-kernel", "readlink -f /run/booted-system/kernel");
    out.put("disk-nix", "df -Pk /nix");
    out.put("disk-boot", "df -Pk /boot");
    out.put("nix", "nix --version");
    out.put("uid", "id -u");
    out.put("user", "id -un");
    out.put("groups", "id -Gn");
    out.put("sudo", "sudo -n true");
    out.put("trusted", NIX + " config show trusted-users || " + NIX + " show-config | grep ^trusted-users");
    out.put("system-state", "systemctl is-system-running");
    out.put("units", "systemctl list-units --state=failed --plain --no-legend --no-pager --full");
    return out;
  }

  /** The command, as arguments. */
  public static List<String> command() {
    StringBuilder script = new StringBuilder("LC_ALL=C; PATH=\"$PATH:/run/wrappers/bin:/run/current-system/sw/bin\"; export LC_ALL PATH; ");
    questions()
        .forEach(
            (name, command) ->
                script
                    .append("echo \"" + MARK + " begin " + name + "\"; { " + command + "; } 2>&1 </dev/null; ")
                    .append("code=$?; echo; echo \"" + MARK + " end " + name + " $code\"; "));
    return List.of("sh", "-c", script.append("exit 0").toString());
  }

  /** Answers by name, from what the command printed, or the part of it that came; an answer cut off has no code. */
  public static Map<String, Answer> read(String output) {
    Map<String, Answer> out = new LinkedHashMap<>();
    String name = null;
    List<String> lines = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher begin = BEGIN.matcher(line);
      Matcher end = END.matcher(line);
      if (name == null && begin.matches()) {
        name = begin.group(1);
        lines = new ArrayList<>();
      } else if (name != null && end.matches() && end.group(1).equals(name)) {
        out.put(name, new Answer(Integer.valueOf(end.group(2)), lines));
        name = null;
      } else if (name != null) {
        lines.add(line);
      }
    }
    if (name != null) {
      out.put(name, new Answer(null, lines));
    }
    return out;
  }
}
