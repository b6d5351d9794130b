# A room is a static library cf_NAME of the sources of its folder; USES are the rooms that it may see.  Its objects can
# stand in a shared library (CfLibrary.cmake), and nobody may put functions of his own in place of ours.
#
#     cf_room(json SOURCES reader.c writer.c USES base)
function(cf_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
    add_library(cf_${name} STATIC ${ROOM_SOURCES})
    set_target_properties(cf_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_compile_options(cf_${name} PRIVATE -fno-semantic-interposition)
    target_include_directories(cf_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    foreach(used ${ROOM_USES})
        target_link_libraries(cf_${name} PUBLIC cf_${used})
    endforeach()
    target_link_libraries(cf_${name} PUBLIC ${ROOM_LIBRARIES})
endfunction()

# A cmocka test program test_ROOM_THEME from THEME.c, run by CTest with the label ROOM.
#
#     cf_test(json reader USES json base [LIBRARIES gmp] [SOURCES more.c] [TIMEOUT seconds])
function(cf_test room theme)
    cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;USES;LIBRARIES" ${ARGN})
    set(target test_${room}_${theme})
    add_executable(${target} ${theme}.c ${TEST_SOURCES})
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${target} PRIVATE CF_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    foreach(used ${TEST_USES})
        target_link_libraries(${target} PRIVATE cf_${used})
    endforeach()
    target_link_libraries(${target} PRIVATE ${CF_CMOCKA} ${TEST_LIBRARIES})
    add_test(NAME ${room}.${theme} COMMAND ${target})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    set_tests_properties(${room}.${theme} PROPERTIES LABELS ${room} TIMEOUT ${TEST_TIMEOUT}
        SKIP_RETURN_CODE 77)
endfunction()

# The same tests once more with each kernel of arith by name, or with some; what does not run here is skipped, aloud.
#
#     cf_test_with_kernels(group door products)      group.door@ifma, group.door@adx, ..
#     cf_test_with_kernels(group fixed_bases KERNELS adx portable-lanes)
set(CF_KERNELS ifma adx portable-4096 portable-lanes portable)
list(JOIN CF_KERNELS "\",\"" cf_kernels_in_c) # between quotes: an initialiser
function(cf_test_with_kernels room)
    cmake_parse_arguments(WITH "" "" "KERNELS" ${ARGN})
    if(NOT WITH_KERNELS)
        set(WITH_KERNELS ${CF_KERNELS})
    endif()
    foreach(theme ${WITH_UNPARSED_ARGUMENTS})
        get_test_property(${room}.${theme} TIMEOUT timeout)
        foreach(kernel ${WITH_KERNELS})
            set(name ${room}.${theme}@${kernel})
            add_test(NAME ${name} COMMAND with_kernel ${kernel} $<TARGET_FILE:test_${room}_${theme}>)
            set_tests_properties(${name} PROPERTIES LABELS ${room} TIMEOUT ${timeout} SKIP_RETURN_CODE 77)
        endforeach()
    endforeach()
endfunction()

# Constant time: silence under valgrind, and a bark where a branch was planted.  LANES: once more with a kernel that
# multiplies blocks and that valgrind can run.
#
#     cf_ctime_test(group LANES LIBRARIES group_elements)
find_program(CF_VALGRIND valgrind)
function(cf_ctime_test room)
    cmake_parse_arguments(CTIME "LANES" "" "LIBRARIES" ${ARGN})
    if(NOT CF_VALGRIND OR CF_SANITIZE)
        message(STATUS "${room}: constant time is not tested (needs valgrind and no sanitizer)")
        return()
    endif()
    set(target test_${room}_ctime)
    add_executable(${target} ctime.c)
    target_link_libraries(${target} PRIVATE ${CTIME_LIBRARIES})
    target_link_options(${target} PRIVATE LINKER:--strip-debug) # valgrind 3.19 stumbles over clang's
    set(run ${CF_VALGRIND} --quiet --error-exitcode=9 $<TARGET_FILE:${target}>)
    add_test(NAME ${room}.ctime COMMAND ${run})
    add_test(NAME ${room}.ctime_barks COMMAND ${run} planted)
    set_tests_properties(${room}.ctime_barks PROPERTIES
        PASS_REGULAR_EXPRESSION "(depends on|Use of) uninitialised value")
    set_tests_properties(${room}.ctime ${room}.ctime_barks PROPERTIES LABELS "ctime;${room}"
        TIMEOUT 300)
    if(CTIME_LANES)
        add_test(NAME ${room}.ctime.portable-lanes COMMAND ${run})
        set_tests_properties(${room}.ctime.portable-lanes PROPERTIES LABELS "ctime;${room}" TIMEOUT 300
            ENVIRONMENT COUNTERFOIL_KERNEL=portable-lanes)
    endif()
endfunction()
