"""The commands of `qushu`, by whom they serve. Each module registers its own."""
