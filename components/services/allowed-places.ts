/** What an operator allows by the kind of a source: hosts of repositories, folders of sources and of programs. */
export type AllowedPlaces = Record<"git" | "path" | "prebuilt", readonly string[]>;
