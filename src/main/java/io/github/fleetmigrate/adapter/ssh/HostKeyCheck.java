package io.github.fleetmigrate.adapter.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.SshQuestions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Decides on one host's key by its known_hosts files; strictly, whatever StrictHostKeyChecking says. */
final class HostKeyCheck implements HostKeyVerifier {
  private static final List<String> PLAIN =
      List.of(
          "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512", "rsa-sha2-256");

  private final SshSettings settings;
  private final RemoteHosts.Address address;
  private final SshQuestions questions;
  private final KnownHosts known;
  /** Set from the connection's reader thread. */
  private volatile KnownHosts.Answer answer;
  private volatile String shown;

  HostKeyCheck(SshSettings settings, RemoteHosts.Address address, SshQuestions questions) throws IOException {
    this.settings = settings;
    this.address = address;
    this.questions = questions;
    List<KnownHosts.Line> lines = new ArrayList<>();
    for (String file : settings.knownHostsFiles()) {
      Path path = Path.of(file);
      if (Files.isRegularFile(path)) {
        lines.addAll(KnownHosts.parse(file, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)));
      }
    }
    for (String file : settings.files("revokedhostkeys")) {
      // As ssh does: a list of revoked keys that cannot be read revokes every key.
      if (!Files.isReadable(Path.of(file))) {
        throw new IOException("RevokedHostKeys " + file + " cannot be read");
      }
      Files.readString(Path.of(file), StandardCharsets.ISO_8859_1)
          .lines()
          .forEach(line -> lines.addAll(KnownHosts.parse(file, "@revoked * " + line)));
    }
    this.known = new KnownHosts(lines);
  }

  /** What was decided; null before the host showed a key. */
  KnownHosts.Answer answer() {
    return answer;
  }

  /** Type and fingerprint of the key that the host showed. */
  String shown() {
    return shown;
  }

  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    Set<String> types = known.types(settings.keyName(), settings.keyPort());
    List<String> out = new ArrayList<>();
    if (known.hasAuthority(settings.keyName(), settings.keyPort())) {
      PLAIN.stream()
          .filter(name -> !name.startsWith("rsa"))
          .forEach(name -> out.add(name + "-cert-v01@openssh.com"));
    }
    PLAIN.stream().filter(name -> types.contains(name.startsWith("rsa") ? "ssh-rsa" : name)).forEach(out::add);
    PLAIN.stream().filter(name -> !out.contains(name)).forEach(out::add);
    return out;
  }

  @Override
  public boolean verify(String hostname, int port, PublicKey key) {
    String host = settings.keyName();
    if (key instanceof Certificate<?> certificate) {
      // sshj has checked the signature, the names in it and its dates before it asks here.
      byte[] authority = certificate.getSignatureKey();
      shown = "certificate by " + fingerprint(authority);
      answer = known.certificate(host, settings.keyPort(), authority, blob(certificate.getKey()));
      return answer.verdict() == KnownHosts.Verdict.KNOWN;
    }
    byte[] blob = blob(key);
    String type = KeyType.fromKey(key).toString();
    shown = type + " " + fingerprint(blob);
    answer = known.key(host, settings.keyPort(), blob);
    if (answer.verdict() == KnownHosts.Verdict.UNKNOWN && questions.trust(address, type, fingerprint(blob))) {
      remember(host, type, blob);
      answer = new KnownHosts.Answer(KnownHosts.Verdict.KNOWN, null);
    }
    return answer.verdict() == KnownHosts.Verdict.KNOWN;
  }

  private void remember(String host, String type, byte[] blob) {
    List<String> files = settings.files("userknownhostsfile");
    if (files.isEmpty()) {
      return;
    }
    String line = KnownHosts.name(host, settings.keyPort()) + " " + type + " " + Base64.getEncoder().encodeToString(blob) + "\n";
    Path file = Path.of(files.get(0));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      boolean open = Files.isRegularFile(file) && Files.size(file) > 0 && !Files.readString(file, StandardCharsets.ISO_8859_1).endsWith("\n");
      Files.writeString(
          file, (open ? "\n" : "") + line, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException notWritten) {
      // Trusted for this connection; the person is asked again at the next one, as ssh does.
      shown = shown + " (could not be written to " + file + ")";
    }
  }

  private static byte[] blob(PublicKey key) {
    return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
  }

  private static String fingerprint(byte[] blob) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
