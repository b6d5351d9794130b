/*
 * tests/record/scene.h -- a record on a real file system, in a fresh folder that is removed again.
 */
#ifndef CF_TEST_RECORD_SCENE_H
#define CF_TEST_RECORD_SCENE_H

#include <stddef.h>

/* Make an empty folder; its path is valid until the scene is struck. */
const char *cf_scene_set(void);

/* Remove the folder and everything in it. */
void cf_scene_strike(void);

/* Put a file, with the folders that its name needs. */
void cf_scene_put(const char *name, const char *text);
void cf_scene_put_octets(const char *name, const void *octets, size_t len);

void cf_scene_folder(const char *name);
void cf_scene_link(const char *target, const char *name);
void cf_scene_pipe(const char *name);
void cf_scene_remove(const char *name);

/* Put a copy of a folder of files, one level deep, under this name ("" for the scene itself). */
void cf_scene_copy(const char *path, const char *name);

#endif
