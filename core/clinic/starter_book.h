// What a new installation answers with until its people have written their own.
#pragma once

#include "clinic/clinic_book.h"

namespace nightbell {

ClinicBook starterBook();

} // namespace nightbell
