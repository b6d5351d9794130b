# What a preset may choose.
option(CF_TESTS "build the tests" ON)
option(CF_WERROR "warnings are errors" OFF)
option(CF_FUZZ "build the fuzz targets with libFuzzer (clang)" OFF)
option(CF_BENCH "build counterfoil-bench, where GMP is (not in sanitizer, coverage and fuzz builds)" ON)
option(CF_HARDEN "compile and link with what makes a surviving mistake harder to use" OFF)
option(CF_LIBRARY "build libcounterfoil, and install it with its headers (not in sanitizer, coverage and fuzz builds)" ON)
option(CF_STATIC_VERIFIER "link counterfoil-verify without shared libraries" OFF)
set(CF_SANITIZE "" CACHE STRING "sanitizers, as in -fsanitize=...")
option(CF_COVERAGE "count what the tests reach" OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# Assertions stay in every build but the benchmark's, so NDEBUG is not CMake's to define.
# DWARF 4: valgrind 3.19 gives up on version 5 as clang 14 writes it.
set(CMAKE_C_FLAGS_DEBUG "-Og -gdwarf-4")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -gdwarf-4")
set(CMAKE_C_FLAGS_RELEASE "-O3")

if(CF_SANITIZE)
    add_compile_options(-fsanitize=${CF_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${CF_SANITIZE})
endif()
if(CF_COVERAGE)
    add_compile_options(--coverage -fprofile-update=atomic)
    add_compile_definitions(CF_COVERAGE) # no compiler says so
    add_link_options(--coverage)
endif()
