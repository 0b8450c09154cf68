"""Of which language a source is, told by its name."""

SOURCES = {
    "bash": ("sh", "bash", "zsh", "fish"),
    "c": ("c", "h"),
    "cpp": ("cc", "cpp", "cxx", "hpp"),
    "csharp": ("cs",),
    "css": ("css", "scss", "less"),
    "go": ("go",),
    "ini": ("ini", "cfg", "conf", "env", "properties"),
    "java": ("java",),
    "javascript": ("js", "mjs", "cjs", "jsx"),
    "julia": ("jl",),
    "kotlin": ("kt", "kts"),
    "lua": ("lua",),
    "make": ("mk", "cmake"),
    "pascal": ("pas", "dpr"),
    "perl": ("pl", "pm"),
    "php": ("php",),
    "powershell": ("ps1",),
    "python": ("py", "pyi"),
    "r": ("r",),
    "ruby": ("rb",),
    "rust": ("rs",),
    "scala": ("scala",),
    "sql": ("sql",),
    "swift": ("swift",),
    "terraform": ("tf",),
    "toml": ("toml",),
    "typescript": ("ts", "tsx"),
    "vb": ("vb", "bas"),
    "yaml": ("yaml", "yml"),
}
ENDINGS = {ending: language for language, endings in SOURCES.items() for ending in endings}


def source_language(name: str) -> str | None:
    """Give the language of the source that is called so, None of other texts."""
    stem, _, ending = name.rpartition(".")
    return ENDINGS.get(ending.lower()) if stem else None
