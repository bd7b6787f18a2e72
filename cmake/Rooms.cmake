# A room is a folder: every source in it belongs to the library, so a new provider is one new file.
add_library(nightbell_flags INTERFACE)
target_compile_options(nightbell_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Wno-missing-field-initializers) # designated initialisers leave the rest at its declared value on purpose
if(NIGHTBELL_STRICT)
    target_compile_options(nightbell_flags INTERFACE -Werror)
endif()
target_compile_definitions(nightbell_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)

function(nightbell_often target)
    if(NIGHTBELL_OFTEN STREQUAL all OR (NIGHTBELL_OFTEN STREQUAL tests AND target STREQUAL "scripted"))
        target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/often.h ${ARGN})
    endif()
endfunction()

function(nightbell_library name) # rooms, WITHOUT those that are another library's
    cmake_parse_arguments(PARSE_ARGV 1 given "" "WITHOUT" "")
    set(sources)
    foreach(room IN LISTS given_UNPARSED_ARGUMENTS)
        file(GLOB_RECURSE in_room CONFIGURE_DEPENDS
            ${CMAKE_CURRENT_SOURCE_DIR}/${room}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/${room}/*.h)
        if(given_WITHOUT)
            list(FILTER in_room EXCLUDE REGEX "/${given_WITHOUT}/")
        endif()
        list(APPEND sources ${in_room})
    endforeach()
    if(name STREQUAL rules)
        file(GLOB shared CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/core/*.h ${CMAKE_CURRENT_SOURCE_DIR}/core/*.cpp)
        list(APPEND sources ${shared})
    endif()
    add_library(${name} ${sources})
    set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
    target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/core ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC nightbell_flags)
    nightbell_often(${name})
endfunction()
