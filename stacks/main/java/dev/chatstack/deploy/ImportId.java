package dev.chatstack.deploy;

import dev.chatstack.blueprint.Resource;

/** What is to be done with {@code resource}, which the state does not know any more. */
sealed interface ImportId {
    Resource resource();

    /** It is there; the provider calls it {@code id}. */
    record Known(Resource resource, String id) implements ImportId {
        /** The block that imports it. */
        String block() {
            String text = id.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("${", "$${")
                    .replace("%{", "%%{");
            return "import {\n  to = " + resource.address() + "\n  id = \"" + text + "\"\n}\n";
        }
    }

    /** A Secret whose content Terraform never reads: an import would copy the content into the state, then replace it. */
    record Unread(Resource resource) implements ImportId {}

    /** It is not there, or Terraform makes it again and nobody notices. */
    record Anew(Resource resource, String why) implements ImportId {}

    /** Only a person can find it; {@code how} says how. */
    record Open(Resource resource, String how) implements ImportId {
        /** The block that a person completes. */
        String block() {
            return "# " + how.replace("\n", "\n# ") + "\n# import {\n#   to = " + resource.address()
                    + "\n#   id = \"\"\n# }\n";
        }
    }
}
