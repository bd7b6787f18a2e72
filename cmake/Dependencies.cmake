# Everything from outside, found once. installer/packages.txt names the Debian package and the reason of each.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql)
if(NIGHTBELL_WINDOWS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Widgets Svg Multimedia LinguistTools)
endif()
if(NIGHTBELL_TESTS OR NIGHTBELL_FUZZ OR NIGHTBELL_BENCH)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
    pkg_check_modules(SRTP REQUIRED IMPORTED_TARGET libsrtp2)
endif()
qt_standard_project_setup()
find_package(Qt6Keychain REQUIRED)

pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(HIREDIS REQUIRED IMPORTED_TARGET hiredis)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(RE REQUIRED IMPORTED_TARGET libre)
pkg_check_modules(SPEEXDSP REQUIRED IMPORTED_TARGET speexdsp)
pkg_check_modules(OPUS REQUIRED IMPORTED_TARGET opus)
pkg_check_modules(WEBRTC_AUDIO REQUIRED IMPORTED_TARGET webrtc-audio-processing)
pkg_check_modules(ESPEAK REQUIRED IMPORTED_TARGET espeak-ng)
pkg_check_modules(OGG REQUIRED IMPORTED_TARGET ogg)
find_package(OpenSSL REQUIRED)
find_library(PHONENUMBER phonenumber REQUIRED)

# libre's headers need these to compile in C++, and are not clean under our warnings: a system include.
add_library(libre INTERFACE)
target_compile_definitions(libre INTERFACE HAVE_INTTYPES_H HAVE_STDBOOL_H HAVE_INET6 USE_OPENSSL RELEASE)
target_include_directories(libre SYSTEM INTERFACE ${RE_INCLUDE_DIRS})
target_link_libraries(libre INTERFACE ${RE_LINK_LIBRARIES} OpenSSL::SSL OpenSSL::Crypto)

add_library(flite INTERFACE)
target_link_libraries(flite INTERFACE flite_cmu_us_slt flite_usenglish flite_cmulex -lflite) # bare, the name is this target
