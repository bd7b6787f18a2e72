// What a caller left to be passed on. It counts as taken when this event is durable: only then is it promised.
#pragma once

#include "ids.h"
#include "private_text.h"

namespace nightbell {

using MessageId = Id<struct MessageTag>;

struct MessageTaken
{
    static constexpr auto kind = "message_taken";
    MessageId message;
    QString about; // refill, callback, results, complaint, general
    PrivateText words;
    PrivateText name, born, phone; // of whom it is about and where they can be reached; the day as 1969-12-05
    PrivateText medication, pharmacy;
    bool urgent = false;
    bool operator==(const MessageTaken &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("message", self.message), field("about", self.about), field("words", self.words);
        field("name", self.name), field("born", self.born), field("phone", self.phone);
        field("medication", self.medication), field("pharmacy", self.pharmacy), field("urgent", self.urgent);
    }
};

} // namespace nightbell
