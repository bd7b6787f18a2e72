# What callers say is learned while building: the phrases of resources/language/en/<name>/ become the resource
# /language/<name>.model of `rules`. The trainer works hard, so it is optimised and unsanitised in every preset.
file(GLOB trainer CONFIGURE_DEPENDS resources/language/trainer/*.cpp resources/language/trainer/*.h)
add_executable(phrase_trainer ${trainer} core/dialog/words.cpp core/dialog/question.cpp core/dialog/phrase_features.cpp
    core/dialog/phrase_model.cpp core/dialog/sound_key.cpp core/dialog/word_groups.cpp)
target_include_directories(phrase_trainer PRIVATE core resources/language/trainer)
target_link_libraries(phrase_trainer PRIVATE Qt6::Core nightbell_flags)
target_compile_options(phrase_trainer PRIVATE -O2 -fno-sanitize=all)

function(nightbell_phrase_models)
    set(lists ${CMAKE_CURRENT_SOURCE_DIR}/resources/language/en/lists.tsv)
    set(models)
    foreach(name IN LISTS ARGN)
        file(GLOB phrases CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/resources/language/en/${name}/*.tsv)
        if(borrowed_for_${name}) # label, folder
            list(GET borrowed_for_${name} 1 folder)
            file(GLOB borrowed CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/resources/language/en/${folder}/*.tsv)
            list(GET borrowed_for_${name} 0 label)
            list(APPEND phrases --borrow ${label} ${borrowed})
        endif()
        set(sources ${phrases})
        list(FILTER sources INCLUDE REGEX "tsv$")
        set(model ${CMAKE_CURRENT_BINARY_DIR}/language/${name}.model)
        add_custom_command(OUTPUT ${model} COMMAND phrase_trainer ${model} ${lists} ${phrases}
            DEPENDS phrase_trainer ${lists} ${sources} COMMENT "Learning what callers say: ${name}" VERBATIM)
        list(APPEND models ${model})
    endforeach()
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/language)
    qt_add_resources(rules language PREFIX / BASE ${CMAKE_CURRENT_BINARY_DIR} FILES ${models})
endfunction()

set(borrowed_for_danger_phrases none intents) # what routine calls sound like
nightbell_phrase_models(intents danger_phrases)

file(GLOB danger CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/resources/language/en/danger/*.tsv)
qt_add_resources(rules danger_words PREFIX / BASE ${CMAKE_CURRENT_SOURCE_DIR}/resources FILES ${danger})

file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/resources/scripts/*/*.json)
qt_add_resources(rules scripts PREFIX / BASE ${CMAKE_CURRENT_SOURCE_DIR}/resources FILES ${scripts})
