"""Names for people who don't exist."""

from random import Random

from assets.sentences import Language

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余"
_GIVEN = """
伟 芳 娜 敏 静 磊 洋 艳 勇 军 杰 娟 涛 明 超 霞 平 刚 桂英 秀兰 建华 志强 雨桐 子涵 欣怡 浩然 思远
晓峰 海燕 文静 丽华 国栋 佳怡 宇轩 梓萱 晨曦 永强 雪梅 家豪 慧敏 志远 春梅 立新 婷婷 俊杰 若曦
"""
_FIRST_NAMES = """
Alice Amir Anna Ben Carla Chen Daniel Diego Ella Emeka Eva Farah Felix Grace Hana Hugo Ines Ivan Jack
Jana Joy Kofi Lara Leo Lin Lucy Maya Max Mei Mona Nils Nora Omar Owen Paula Priya Ravi Rosa Sam Sara
Tess Theo Uma Vera Wes Yara Zoe
"""


def draw_name(language: Language, draw: Random) -> str:
    """A name as somebody would type it into a phone; two people may get the same one."""
    if language == "zh":
        return draw.choice(_SURNAMES) + draw.choice(_GIVEN.split())
    return f"{draw.choice(_FIRST_NAMES.split())} {draw.choice('ABCDEFGHIKLMNOPRSTVWZ')}."
