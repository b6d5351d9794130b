# A room is a static library cf_NAME of the sources of its folder; USES are the rooms that it may see.
#
#     cf_room(json SOURCES reader.c writer.c USES base)
function(cf_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
    add_library(cf_${name} STATIC ${ROOM_SOURCES})
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
    cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;USES;LIBRARIES;ARGS" ${ARGN})
    set(target test_${room}_${theme})
    add_executable(${target} ${theme}.c ${TEST_SOURCES})
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${target} PRIVATE CF_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    foreach(used ${TEST_USES})
        target_link_libraries(${target} PRIVATE cf_${used})
    endforeach()
    target_link_libraries(${target} PRIVATE ${CF_CMOCKA} ${TEST_LIBRARIES})
    add_test(NAME ${room}.${theme} COMMAND ${target} ${TEST_ARGS})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    set_tests_properties(${room}.${theme} PROPERTIES LABELS ${room} TIMEOUT ${TEST_TIMEOUT}
        SKIP_RETURN_CODE 77)
endfunction()
