#pragma once

#include "core/data/text_codec.h"
#include "core/data/utf8.h"

#include <QString>

// Word pieces of a Chinese text, one of which ends with the first byte (E5) of several characters.
struct PieceOfACharacter {
    std::shared_ptr<const capriccio::TextCodec> codec;
    int token = 0; // "\u7684" and that byte
    PieceOfACharacter() {
        const QString text = QStringLiteral("\u7684\u57ce\u7684\u5761\u7684\u5802\u7684\u5854\u7684\u5730.");
        codec = capriccio::trainBytePairCodec({text.repeated(40)}, 300);
        while (codec->bytes(token) != "\xE7\x9A\x84\xE5")
            if (++token == codec->vocabulary())
                qFatal("no piece of a character has been learned");
    }
};
