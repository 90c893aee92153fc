package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fleet to measure, of which any number of trees can be had that make the same hosts. */
final class BenchmarkFleet {
  private static final String REAL =
      """
      {
        inputs.nixpkgs = { url = "git+file://NIXPKGS?rev=REV"; flake = false; };
        outputs = { self, nixpkgs }: {
          nixosConfigurations = builtins.mapAttrs (name: own: import (nixpkgs + "/nixos/lib/eval-config.nix") {
            system = "x86_64-linux";
            modules = [
              own
              ({ pkgs, ... }: {
                networking.hostName = name;
                boot.loader.grub.device = "/dev/sda";
                fileSystems."/".device = "/dev/sda1";
                services.openssh.enable = true;
                environment.systemPackages = [ pkgs.vim pkgs.git ];
              })
            ];
          }) {
            axon = { services.nginx.enable = true; };
            cortex = { services.postgresql.enable = true; };
            nexus = { networking.firewall.allowedTCPPorts = [ 80 ]; };
            orion = { services.xserver.enable = true; };
          };
        };
      }
      """;

  private final String name;
  private final List<String> hosts;
  private final GitRepo repo;
  private final String flake;
  private int trees;

  private BenchmarkFleet(String name, List<String> hosts, GitRepo repo, String flake) {
    this.name = name;
    this.hosts = hosts;
    this.repo = repo;
    this.flake = flake;
  }

  /** Four NixOS hosts. */
  static BenchmarkFleet real(Path folder, Path nixpkgs) throws IOException {
    String rev = GitRepo.at(nixpkgs).git("rev-parse", "HEAD");
    String flake = REAL.replace("NIXPKGS", nixpkgs.toRealPath().toString()).replace("REV", rev);
    GitRepo repo = GitRepo.init(folder);
    repo.write("flake.nix", flake).commit();
    Process lock = new ProcessBuilder(Tools.require("nix").toString(), "flake", "lock").directory(folder.toFile()).inheritIO().start();
    try {
      if (lock.waitFor() != 0) {
        throw new IOException("nix flake lock failed");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    return new BenchmarkFleet("4 NixOS hosts", List.of("axon", "cortex", "nexus", "orion"), repo, flake);
  }

  /** Small hosts without a module system. */
  static BenchmarkFleet small(Path folder, int count) throws IOException {
    List<String> hosts = new ArrayList<>();
    StringBuilder body = new StringBuilder("{ nixosConfigurations = {\n");
    for (int i = 0; i < count; i++) {
      hosts.add("host" + i);
      body.append("host").append(i).append(" = host \"host").append(i).append("\" \"25.05\" [ (etc (map (n: writeText \"file-")
          .append("${toString n}\" \"").append(i).append("\") (builtins.genList (n: n) 30))) ];\n");
    }
    GitRepo repo = GitRepo.init(folder);
    repo.write("lib.nix", SmallFleet.LIB).write("README.md", folder + "\n").commit();
    return new BenchmarkFleet(count + " fixture hosts", hosts, repo, SmallFleet.outputs(body + "}; }"));
  }

  String name() {
    return name;
  }

  List<String> hosts() {
    return hosts;
  }

  /** A commit that no nix has seen. */
  FlakeSource tree() throws IOException {
    repo.write("flake.nix", "# tree " + trees++ + " of " + repo.root() + "\n" + flake);
    return FlakeSource.of(repo.root(), repo.dangling());
  }
}
