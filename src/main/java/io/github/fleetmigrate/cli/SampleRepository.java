package io.github.fleetmigrate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;

/** Makes a git repository of the sample fleet's folder. */
final class SampleRepository {
  private SampleRepository() {}

  static void commit(Path folder) throws IOException {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("user", null, "name", "Fleet Sample");
      config.setString("user", null, "email", "sample@fleet.invalid");
      config.setBoolean("commit", null, "gpgsign", false);
      config.save();
      git.add().addFilepattern(".").call();
      PersonIdent sample = new PersonIdent("Fleet Sample", "sample@fleet.invalid");
      git.commit()
          .setMessage("The sample fleet, deployed with deploy-rs")
          .setAuthor(sample)
          .setCommitter(sample)
          .setSign(false)
          .setNoVerify(true)
          .call();
    } catch (GitAPIException e) {
      throw new IOException("the sample cannot be made a git repository: " + e.getMessage(), e);
    }
  }
}
