package io.github.fleetmigrate.health;

import io.github.fleetmigrate.health.MachineProbe.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Free space where a push writes: the store, and the kernels beside the boot loader. */
final class DiskCheck {
  private static final long MIB = 1024;
  /** KiB free below which a push is bound to fail, and below which it is told of. */
  private static final Limits STORE = new Limits(1024 * MIB, 5 * 1024 * MIB);
  private static final Limits BOOT = new Limits(50 * MIB, 150 * MIB);

  private record Limits(long failed, long warning) {}

  private DiskCheck() {}

  static Check of(Answer store, Answer boot) {
    List<String> details = new ArrayList<>();
    CheckStatus worst = look("/nix", store, STORE, details);
    // A machine without /boot (a container, a boot loader elsewhere) writes nothing there.
    if (boot.code() == null || boot.code() == 0) {
      CheckStatus other = look("/boot", boot, BOOT, details);
      worst = other.compareTo(worst) > 0 ? other : worst;
    } else {
      details.add("no /boot");
    }
    return new Check(
        CheckId.DISK,
        worst,
        String.join(", ", details),
        worst == CheckStatus.OK
            ? null
            : "make room on the machine: `sudo nix-collect-garbage --delete-older-than 30d`, then `sudo /run/current-system/bin/switch-to-configuration boot`");
  }

  /** The fourth number of df's POSIX form, counted from the end of its fixed fields: a device's name may hold blanks. */
  private static CheckStatus look(String path, Answer answer, Limits limits, List<String> details) {
    List<String> lines = answer.lines().stream().filter(line -> !line.isBlank()).toList();
    String[] fields = lines.isEmpty() ? new String[0] : lines.get(lines.size() - 1).strip().split("\\s+");
    int percent = -1;
    for (int i = fields.length - 1; i > 2; i--) {
      if (fields[i].matches("[0-9]+%") || fields[i].equals("-")) {
        percent = i;
        break;
      }
    }
    if (answer.code() == null || answer.code() != 0 || percent < 0 || !fields[percent - 1].matches("-?[0-9]{1,15}")) {
      details.add(path + ": free space cannot be told" + (answer.first().isEmpty() ? "" : " (" + answer.first() + ")"));
      return CheckStatus.FAILED;
    }
    long free = Math.max(0, Long.parseLong(fields[percent - 1]));
    details.add(path + " " + size(free) + " free");
    return free < limits.failed() ? CheckStatus.FAILED : free < limits.warning() ? CheckStatus.WARNING : CheckStatus.OK;
  }

  private static String size(long kib) {
    return kib >= 1024 * MIB ? String.format(Locale.ROOT, "%.1f GiB", kib / (1024.0 * MIB)) : kib / MIB + " MiB";
  }
}
