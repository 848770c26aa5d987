"""What the apps of widgets share: their parts, their line of messages, their page and look."""
