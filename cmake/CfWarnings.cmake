# Every warning that is worth a thought, for gcc 12 and clang 14.  Errors in dev and CI, never in release.
add_compile_options(
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wcast-align
    -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla -Wwrite-strings -Wimplicit-fallthrough
    -Wswitch-enum -Wdouble-promotion -Wnull-dereference -Wformat=2)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wduplicated-cond -Wduplicated-branches -Wlogical-op)
endif()
if(CF_WERROR)
    add_compile_options(-Werror)
endif()
