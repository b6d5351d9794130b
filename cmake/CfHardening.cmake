# What a release is compiled with besides -O3, so that a mistake that is still in it is harder to use.
# Flags that the machine does not know (aarch64 has no -fcf-protection) are left out.
include(CheckCCompilerFlag)
include(CheckPIESupported)

if(CF_HARDEN)
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    check_pie_supported(LANGUAGES C)

    foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
        string(MAKE_C_IDENTIFIER "CF_KNOWS${flag}" known)
        check_c_compiler_flag(${flag} ${known})
        if(${known})
            add_compile_options(${flag})
        endif()
    endforeach()
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)

    # One section a function, and those that nobody calls are dropped: the verifier holds what it uses.
    add_compile_options(-ffunction-sections -fdata-sections)
    add_link_options(-Wl,--gc-sections -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)

    # The folder of the build machine is nobody's business, and would make two builds differ.
    add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
endif()
