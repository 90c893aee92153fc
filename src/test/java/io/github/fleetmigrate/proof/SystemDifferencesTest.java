package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.proof.DerivationComparison.Result;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Systems that are put together as NixOS puts its own together, in the form of 2016 ({@code old}) and that of 2025 ({@code
 * new}): what a person is told when one thing differs, and whether an announcement of exactly that covers it.
 */
class SystemDifferencesTest {
  private static final String SHAPES =
      """
      with import ./lib.nix;
      let
        words = builtins.concatStringsSep " ";
        lines = builtins.concatStringsSep "\\n";
        each = f: set: map (name: f name set.${name}) (builtins.attrNames set);
        drv = name: attrs: derivation ({ inherit name system; builder = "/bin/sh"; args = [ "-c" "eval \\"$buildCommand\\"" ]; } // attrs);
        unit = name: text: drv "unit-${name}" { inherit text; buildCommand = "mkdir -p $out\\necho -n \\"$text\\" > $out/${name}"; };
        defaults = {
          host = "axon";
          label = "25.05.20250601.abcdef1";
          files = {
            "hosts" = { source = drv "hosts" { files = writeText "string-hosts" "10.0.0.1 nexus\\n"; buildCommand = "cat $files > $out"; }; };
            "os-release" = { source = writeText "etc-os-release" "VERSION=\\"25.05.20250601.abcdef1\\"\\n"; };
            "sudoers" = { source = writeText "sudoers" "root ALL=(ALL) ALL\\n"; mode = "0440"; };
          };
          units = {
            "sshd.service" = "[Service]\\nExecStart=${tool}/bin/sshd -f ${writeText "sshd.conf-final" "Port 22\\n"}\\n";
            "nscd.service" = "[Unit]\\nX-Restart-Triggers=${defaults.files.hosts.source}\\n";
          };
          wants = { "sshd.service" = "multi-user.target"; };
          users = [ { name = "alice"; uid = 1000; group = "users"; hashedPassword = "$6$salt$wonderland"; shell = "${tool}/bin/zsh"; } ];
          groups = [ { name = "wheel"; gid = 1; members = [ "alice" ]; } ];
          packages = [ tool (writeText "git-2.49.0" "git ${deep}") ];
          params = [ "loglevel=4" ];
          snippets = { hostname = "hostname \\"axon\\""; };
          kernel = writeText "linux-6.12.1" "kernel";
        };
        deep = writeText "openssl-3.4.1" "openssl";
        tool = writeText "tool-1.0" "tool ${deep}";
        usersOf = c: writeText "users-groups.json" (builtins.toJSON { mutableUsers = false; inherit (c) users groups; });
        unitsOf = c: drv "system-units" {
          buildCommand = ''
            for i in ${words (each unit c.units)}; do
              fn=$(basename $i/*)
              ln -fs $i/$fn $out/
            done
            ${lines (each (name: by: "mkdir -p $out/'${by}.wants'\\nln -sfn '../${name}' $out/'${by}.wants'/") c.wants)}
          '';
        };
        filesOf = c: c.files // { "systemd/system" = { source = unitsOf c; }; };
        mode = file: file.mode or "symlink";
        oldEtc = c: let files = builtins.attrValues (builtins.mapAttrs (target: f: f // { inherit target; }) (filesOf c)); in
          drv "etc" {
            sources = map (f: f.source) files; targets = map (f: f.target) files; modes = map mode files;
            uids = map (f: "0") files; gids = map (f: "0") files; buildCommand = "make etc";
          };
        newEtc = c: drv "etc" {
          buildCommand = "makeEtcEntry() {\\n  ln -s \\"$1\\" \\"$out/etc/$2\\"\\n}\\nmkdir -p $out/etc\\n"
            + lines (each (target: f: "makeEtcEntry ${f.source} '${target}' ${mode f} +0 +0") (filesOf c)) + "\\n";
        };
        script = c: lines (each (name: text: "#### Activation script snippet ${name}:\\n${text}\\n") (c.snippets // { users = "update ${usersOf c}"; }));
        pathOf = c: drv "system-path" {
          pkgs = builtins.toJSON (map (p: { paths = [ "${p}" ]; priority = 5; }) c.packages);
          pathsToLink = "/bin"; buildCommand = "build";
        };
        links = c: etc: ''
          ln -s ${c.kernel}/bzImage $out/kernel
          echo "$activationScript" > $out/activate
          ln -s ${etc}/etc $out/etc
          ln -s ${pathOf c} $out/sw
          echo -n "$nixosLabel" > $out/nixos-version
        '';
        old = c: drv "nixos-system-${c.host}-${c.label}" {
          kernelParams = c.params; nixosLabel = c.label; activationScript = script c; buildCommand = links c (oldEtc c);
        };
        new = c: drv "nixos-system-${c.host}-${c.label}" {
          nixosLabel = c.label; activationScript = script c; buildCommand = links c (newEtc c) + "echo -n \\"${words c.params}\\" > $out/kernel-params\\n";
        };
        made = change: { config.system.build.toplevel = FORM (defaults // change defaults); };
      in
      { nixosConfigurations = {
      """;

  @TempDir Path folder;

  /** The differences of hosts that each change one thing: functions from the defaults to what is otherwise. */
  private Map<String, List<Difference>> of(String form, Map<String, String> changes) throws IOException {
    Map<String, List<Difference>> found = new LinkedHashMap<>();
    results(form, changes).forEach((host, result) -> found.put(host, result.differences()));
    return found;
  }

  private Map<String, Result> results(String form, Map<String, String> changes) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator("nix")) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      Map<String, String> same = new LinkedHashMap<>(changes);
      same.replaceAll((host, change) -> "d: { }");
      return fleet.compare(nix, fleet.flake(flake(form, same)), fleet.flake(flake(form, changes)));
    }
  }

  private static String flake(String form, Map<String, String> changes) {
    StringBuilder flake = new StringBuilder("{ outputs = { self }: ").append(SHAPES.replace("FORM", form));
    changes.forEach((host, change) -> flake.append(host).append(" = made (").append(change).append(");\n"));
    return flake.append("}; }; }").toString();
  }

  private static String file(String target, String name, String text) {
    return "d: { files = d.files // { \"" + target + "\" = { source = writeText \"" + name + "\" \"" + text + "\"; }; }; }";
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "new"})
  void onePlantedChangeIsToldAsItself(String form) throws IOException {
    Map<String, String> changes = new LinkedHashMap<>();
    Map<String, List<String>> words = new LinkedHashMap<>();
    changes.put(
        "address",
        "d: { files = d.files // { hosts.source = drv \"hosts\" { files = writeText \"string-hosts\" \"10.0.0.2 nexus\\n\";"
            + " buildCommand = \"cat $files > $out\"; }; }; units = d.units // {"
            + " \"nscd.service\" = \"[Unit]\\nX-Restart-Triggers=${drv \"hosts\" { files = writeText \"string-hosts\" \"10.0.0.2 nexus\\n\";"
            + " buildCommand = \"cat $files > $out\"; }}\\n\"; }; }");
    words.put("address", List.of("/etc/hosts (string-hosts): - \"10.0.0.1 nexus\" + \"10.0.0.2 nexus\""));
    changes.put("renamed", "d: { users = map (u: u // { name = \"bob\"; }) d.users; }");
    words.put("renamed", List.of("user alice is gone", "user bob is new"));
    changes.put("uid", "d: { users = map (u: u // { uid = 1001; shell = \"/bin/sh\"; }) d.users; }");
    words.put("uid", List.of("user alice: shell: - \"<tool-1.0>/bin/zsh\" + \"/bin/sh\"; uid: - \"1000\" + \"1001\""));
    changes.put("password", "d: { users = map (u: u // { hashedPassword = \"$6$salt$looking-glass\"; }) d.users; }");
    words.put("password", List.of("user alice: hashedPassword changed (not shown: it may be a secret)"));
    changes.put("member", "d: { groups = [ { name = \"wheel\"; gid = 1; members = [ \"alice\" \"deploy\" ]; } ]; }");
    words.put("member", List.of("group wheel: members: + \"deploy\""));
    changes.put("noSshd", "d: { units = removeAttrs d.units [ \"sshd.service\" ]; wants = { }; }");
    words.put("noSshd", List.of("unit sshd.service is gone"));
    changes.put("service", "d: { units = d.units // { \"a.service\" = \"A\"; }; wants = d.wants // { \"a.service\" = \"x.target\"; }; }");
    words.put("service", List.of("unit a.service is new"));
    changes.put("wanted", "d: { wants = { \"sshd.service\" = \"network.target\"; }; }");
    words.put("wanted", List.of("unit sshd.service is no longer wanted by multi-user.target; is wanted by network.target"));
    changes.put(
        "configuration",
        "d: { units = d.units // { \"sshd.service\" ="
            + " \"[Service]\\nExecStart=${tool}/bin/sshd -f ${writeText \"sshd.conf-final\" \"Port 23\\n\"}\\n\"; }; }");
    words.put("configuration", List.of("unit sshd.service (sshd.conf-final): - \"Port 22\" + \"Port 23\""));
    changes.put("package", "d: { packages = d.packages ++ [ (writeText \"htop-3.4\" \"h\") ]; }");
    words.put("package", List.of("package htop is new"));
    changes.put("version", "d: { packages = [ tool (writeText \"git-2.50.0\" \"git ${deep}\") ]; }");
    words.put("version", List.of("package git: git-2.49.0 became git-2.50.0"));
    changes.put("parameter", "d: { params = d.params ++ [ \"quiet\" ]; }");
    words.put("parameter", List.of("kernel parameters: + \"quiet\""));
    changes.put("kernel", "d: { kernel = writeText \"linux-6.12.2\" \"kernel\"; }");
    words.put("kernel", List.of("kernel: linux-6.12.1 became linux-6.12.2"));
    changes.put("hostName", "d: { host = \"neuron\"; snippets = { hostname = \"hostname \\\"neuron\\\"\"; }; }");
    words.put(
        "hostName",
        List.of(
            "host name: - \"axon\" + \"neuron\"",
            "activation script hostname: - \"hostname \"axon\"\" + \"hostname \"neuron\"\""));
    changes.put("timer", file("sysctl.d/60-nixos.conf", "etc-sysctl", "net.ipv4.ip_forward=1\\n"));
    words.put("timer", List.of("/etc/sysctl.d/60-nixos.conf is new"));
    changes.put("mode", "d: { files = d.files // { sudoers = d.files.sudoers // { mode = \"0400\"; }; }; }");
    changes.put("order", "d: { packages = builtins.tail d.packages ++ [ tool ]; }");
    words.put("order", List.of("system-path: its parts stand in another order"));
    changes.put("nothing", "d: { }");
    words.put("nothing", List.of());
    Map<String, List<Difference>> found = of(form, changes);
    words.forEach((host, lines) -> assertEquals(lines, Difference.lines(found.get(host)), host));
    String modeLine = Difference.lines(found.get("mode")).get(0);
    assertTrue(modeLine.startsWith("/etc/sudoers: mode: - \"0440 "), modeLine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "new"})
  void aChangeDeepDownIsOneLine(String form) throws IOException {
    String many = "packages = d.packages ++ builtins.genList (i: writeText \"p${toString i}-1\" \"${DEEP}\") 30; }";
    String before = flake(form, Map.of("axon", "d: { " + many.replace("DEEP", "deep")));
    String after =
        flake(form, Map.of("axon", "d: { " + many.replace("DEEP", "deep"))).replace("\"openssl\";", "\"openssl patched\";");
    try (FlakeEvaluator nix = Nix.evaluator("nix")) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      List<String> lines =
          Difference.lines(fleet.compare(nix, fleet.flake(before), fleet.flake(after)).get("axon").differences());
      assertEquals(1, lines.size(), lines.toString());
      assertTrue(
          lines.get(0).matches("openssl-3\\.4\\.1: text: - \"openssl\" \\+ \"openssl patched\"; 3\\d other derivations differ by that alone"),
          lines.get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "new"})
  void whatIsAnnouncedPassesAndOneThingMoreDoesNot(String form) throws IOException {
    String exactly =
        "users = d.users ++ [ { name = \"deploy\"; uid = 1001; group = \"users\"; } ];"
            + " groups = [ { name = \"wheel\"; gid = 1; members = [ \"alice\" \"deploy\" ]; } ];"
            + " files = d.files // { hosts = { source = hosts; };"
            + " \"ssh/authorized_keys.d/deploy\" = { source = writeText \"etc-ssh-authorized_keys.d-deploy\" \"ssh-ed25519 AAAA\"; mode = \"0444\"; }; MORE };"
            + " units = d.units // { \"nscd.service\" = \"[Unit]\\nX-Restart-Triggers=${hosts}\\n\"; UNIT };";
    String change =
        "d: let hosts = drv \"hosts\" { files = writeText \"string-hosts\" \"10.0.0.1 nexus\\n10.0.0.2 cortex\\n\"; buildCommand = \"cat $files > $out\"; }; in { "
            + exactly
            + " }";
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("exactly", change.replace("MORE", "").replace("UNIT", ""));
    changes.put("file", change.replace("MORE", "\"motd\" = { source = writeText \"etc-hosts\" \"hi\"; };").replace("UNIT", ""));
    changes.put("unit", change.replace("MORE", "").replace("UNIT", "\"spy.service\" = \"x\";"));
    changes.put("user", change.replace("MORE", "").replace("UNIT", "").replace("uid = 1001", "uid = 1001; } { name = \"spy\"; uid = 1002"));
    Announcement announcement =
        new Announcement(
            List.of(
                new Announcement.Change(
                    null,
                    List.of("/etc/hosts", "user deploy", "group wheel", "/etc/ssh/authorized_keys.d/deploy"),
                    List.of())));
    Map<String, List<Difference>> found = of(form, changes);
    assertTrue(announcement.covers("axon", found.get("exactly")), () -> Difference.lines(found.get("exactly")).toString());
    Map<String, String> more = Map.of("file", "/etc/motd is new", "unit", "unit spy.service is new", "user", "user spy is new");
    more.forEach(
        (host, line) -> {
          assertFalse(announcement.covers("axon", found.get(host)), host);
          assertTrue(Difference.lines(found.get(host)).contains(line), () -> Difference.lines(found.get(host)).toString());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "new"})
  void theVersionLabelIsToldAsItself(String form) throws IOException {
    String label =
        "d: { label = \"25.05pre-git\"; files = d.files // {"
            + " os-release.source = writeText \"etc-os-release\" \"VERSION=\\\"25.05pre-git\\\"\\n\"; }; MORE }";
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("alone", label.replace("MORE", ""));
    changes.put("more", label.replace("MORE", "params = [ ];"));
    changes.put("release", label.replace("MORE", "").replace("25.05pre-git", "25.11.20251201.1234567"));
    Map<String, Result> found = results(form, changes);
    String told = "version label: - \"25.05.20250601.abcdef1\" + \"25.05pre-git\"; told by /etc/os-release";
    assertEquals(List.of(told), Difference.lines(found.get("alone").differences()));
    assertEquals(
        List.of("kernel parameters: - \"loglevel=4\"", told), Difference.lines(found.get("more").differences()));
    String both = ": 25.05.20250601.abcdef1 became 25.05pre-git; to make it vanish, ";
    String line = "`system.nixos.versionSuffix = \".20250601.abcdef1\";`";
    assertTrue(note(found.get("alone")).startsWith("the version label differs and nothing else" + both), note(found.get("alone")));
    assertTrue(note(found.get("alone")).contains(line), note(found.get("alone")));
    assertTrue(note(found.get("more")).startsWith("the version label differs" + both), note(found.get("more")));
    assertTrue(note(found.get("more")).contains(line), note(found.get("more")));
    assertTrue(
        note(found.get("release")).endsWith("set `system.nixos.label = \"25.05.20250601.abcdef1\";` in the host's modules"),
        note(found.get("release")));
    assertFalse(Announcement.NOTHING.covers("alone", found.get("alone").differences()));
  }

  private static String note(Result result) {
    return result.label().orElseThrow().note(result.differences());
  }

  @Test
  void anOldReleaseCallsTheSuffixOtherwise() {
    String note = new VersionLabel("16.03.1234.abcdef1", "16.03pre-git").note(List.of());
    assertTrue(note.contains("`system.nixosVersionSuffix = \".1234.abcdef1\";`"), note);
  }

  @Test
  void noSecretIsEverTold() throws IOException {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("initial", "d: { users = map (u: u // { initialPassword = \"hunter2\"; }) d.users; }");
    changes.put("unit", "d: { units = d.units // { \"sshd.service\" = \"[Service]\\nEnvironment=\\\"API_TOKEN=hunter2\\\"\\n\"; }; }");
    changes.put("wireguard", file("wg0.conf", "etc-wg0.conf", "[Interface]\\nPrivateKey = hunter2=\\nAddress = 10.0.0.1\\n").replace("wg0.conf\" = {", "hosts\" = {"));
    changes.put("url", file("hosts", "hosts", "proxy = https://user:hunter2@example.org/\\n"));
    changes.put("pem", file("hosts", "hosts", "-----BEGIN EC PRIVATE KEY-----\\nhunter2\\n-----END EC PRIVATE KEY-----\\n"));
    changes.put("parameter", "d: { params = d.params ++ [ \"ip=dhcp\" \"luks.password=hunter2\" ]; }");
    changes.put("script", "d: { snippets = { hostname = \"curl --token hunter2 https://x\"; }; }");
    changes.put("variable", "d: { kernel = drv \"linux-6.12.1\" { dbPassword = \"hunter2\"; }; }");
    of("new", changes)
        .forEach(
            (host, differences) -> {
              String told = Difference.lines(differences).toString();
              assertFalse(differences.isEmpty(), host);
              assertFalse(told.contains("hunter2"), told);
              assertFalse(told.contains("wonderland"), told);
            });
  }
}
