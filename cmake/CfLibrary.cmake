# libcounterfoil: every room but those of our own programs, as one static and one shared library.
#
# Vendors find it by find_package(Counterfoil) or by pkg-config, and include what our own rooms include, under the same
# names: "vault/encrypt.h".  Headers that are not listed are the inside of a room.
if(NOT CF_LIBRARY OR CF_SANITIZE OR CF_COVERAGE OR CF_FUZZ)
    message(STATUS "libcounterfoil is not built")
    return()
endif()

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(cf_library_rooms base json work arith group crypto election votes combine vault record booth verify)
set(cf_library_headers
    base/arena.h base/ct.h base/entropy.h base/fault.h base/file.h base/hash.h base/hex.h base/octets.h base/status.h
    base/utf8.h base/wipe.h
    json/writer.h
    group/group.h group/secret.h
    crypto/transcript.h crypto/eg21.h crypto/eg21_make.h crypto/egk20.h crypto/proofs_check.h crypto/proofs_make.h
    election/ballot.h election/ceremony.h election/decryption.h election/manifest.h election/parameters.h
    election/plain_ballot.h election/tally.h
    votes/votes.h
    combine/aggregate.h combine/decryption.h combine/guardians.h combine/logarithm.h combine/shares.h combine/tasks.h
    vault/decryption.h vault/encrypt.h vault/guardian.h
    record/hints.h record/hints.h record/record.h record/write.h
    booth/booth.h booth/election.h
    verify/check_table.h verify/report.h verify/report_csv.h verify/report_json.h verify/report_text.h verify/verify.h)

set(cf_library_objects "")
foreach(room ${cf_library_rooms})
    list(APPEND cf_library_objects $<TARGET_OBJECTS:cf_${room}>)
endforeach()
add_library(counterfoil_static STATIC ${cf_library_objects})
add_library(counterfoil_shared SHARED ${cf_library_objects})
set_target_properties(counterfoil_static PROPERTIES OUTPUT_NAME counterfoil LINKER_LANGUAGE C)
set_target_properties(counterfoil_shared PROPERTIES OUTPUT_NAME counterfoil LINKER_LANGUAGE C EXPORT_NAME counterfoil
    VERSION ${PROJECT_VERSION} SOVERSION 0 LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/counterfoil.map)

# The shared library takes the shared libcrypto, which the machine keeps up to date, whatever the verifier is linked with.
get_target_property(cf_crypto_file OpenSSL::Crypto IMPORTED_LOCATION)
cmake_path(GET cf_crypto_file PARENT_PATH cf_crypto_folder)
find_library(CF_SHARED_CRYPTO NAMES libcrypto${CMAKE_SHARED_LIBRARY_SUFFIX} HINTS ${cf_crypto_folder} REQUIRED)
target_link_libraries(counterfoil_shared PRIVATE ${CF_SHARED_CRYPTO} Threads::Threads)
target_link_libraries(counterfoil_static PRIVATE OpenSSL::Crypto Threads::Threads)
target_link_options(counterfoil_shared PRIVATE LINKER:--version-script=${CMAKE_SOURCE_DIR}/cmake/counterfoil.map
    LINKER:-Bsymbolic-functions LINKER:-z,defs)

# --- what is installed ---

set(cf_include_folder ${CMAKE_INSTALL_INCLUDEDIR}/counterfoil)
set(cf_package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Counterfoil)

install(TARGETS counterfoil_static counterfoil_shared EXPORT Counterfoil INCLUDES DESTINATION ${cf_include_folder})
foreach(header ${cf_library_headers})
    cmake_path(GET header PARENT_PATH room)
    install(FILES ${CMAKE_SOURCE_DIR}/src/${header} DESTINATION ${cf_include_folder}/${room})
endforeach()

install(EXPORT Counterfoil NAMESPACE Counterfoil:: FILE CounterfoilTargets.cmake DESTINATION ${cf_package_folder})
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/CounterfoilConfig.cmake.in
    ${CMAKE_BINARY_DIR}/package/CounterfoilConfig.cmake INSTALL_DESTINATION ${cf_package_folder}
    NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/package/CounterfoilConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/package/CounterfoilConfig.cmake
    ${CMAKE_BINARY_DIR}/package/CounterfoilConfigVersion.cmake DESTINATION ${cf_package_folder})

# Relative to where the file lies, so that what was installed can be moved.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig
    OUTPUT_VARIABLE cf_pkgconfig_to_prefix)
configure_file(${CMAKE_SOURCE_DIR}/cmake/counterfoil.pc.in ${CMAKE_BINARY_DIR}/package/counterfoil.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/package/counterfoil.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
